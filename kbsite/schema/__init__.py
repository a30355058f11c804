"""The schema of front matter and data files: kinds, field types, YAML with locations, validation, JSON Schema."""
