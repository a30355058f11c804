"""Old content → drafts: saved pages, text dumps, Word files, rows and exports become files below content/."""
