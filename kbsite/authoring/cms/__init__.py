"""Editing in the browser: the configuration of Decap CMS, and its page at /admin/."""
