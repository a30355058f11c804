"""Outputs other than pages: feeds, sitemap, robots.txt, citations, pictures and attachments."""
