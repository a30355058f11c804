"""What the search of a site knows: its index, its pages, its words."""
