"""References in files: their exact byte positions, their targets, and how to rewrite them."""
