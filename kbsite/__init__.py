"""A static site generator for a planning-guidance knowledge base; `pipeline.build` is the module to read first."""

__version__ = "0.2.0.dev0"
"""The version, and its only source; docs/developer/releasing.md says when it changes."""
