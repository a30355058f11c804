"""Site → files: views for layouts, HTML, feeds and other outputs, drawings."""
