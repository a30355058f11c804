"""Everything that comes from disk: content, layouts, the files in data/, what git knows."""
