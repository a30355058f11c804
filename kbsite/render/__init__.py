"""Site → output files: views and templates, HTML, feeds and other outputs, diagrams."""
