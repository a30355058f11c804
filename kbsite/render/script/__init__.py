"""The layouts' JavaScript: parsed, checked as modules, and bundled into one file where the entry is marked."""
