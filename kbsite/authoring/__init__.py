"""Tools for authors: new pages, fixes, forms in the browser, files for editors."""
