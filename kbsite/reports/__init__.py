"""Reports on a whole site: Site → a report, and each report as text and as JSON.

What is in here is imported from its own module; `registry.py` has every report by its name.
"""
