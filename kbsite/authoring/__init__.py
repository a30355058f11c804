"""What helps an author write: new pages, fixes, forms in the browser, files for editors."""
