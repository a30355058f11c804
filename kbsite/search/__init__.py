"""The search of a site: its index, page table, language data and vocabulary."""
