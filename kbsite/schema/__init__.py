"""What front matter and data files may say: kinds, types of fields, YAML with places, validation, JSON Schema."""
