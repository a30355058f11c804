"""Editing in the browser: what Decap CMS is told of the site, and the page that it runs on, at /admin/."""
