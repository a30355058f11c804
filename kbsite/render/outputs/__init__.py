"""Outputs beside the pages: feeds, sitemap, robots.txt, citations, pictures and attachments."""
