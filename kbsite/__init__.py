"""A static site generator for a planning-guidance knowledge base; `pipeline` is the module to read first."""
