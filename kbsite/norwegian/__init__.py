"""Norwegian: its two written standards, sentences, names, dates and alphabetical order."""
