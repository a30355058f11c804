"""A static site generator for a planning-guidance knowledge base; `pipeline.build` is the module to read first."""
