"""What a site has beside its pages: feeds, sitemap, robots, pictures and attachments."""
