"""Languages by their BCP 47 tags: which there are, how they write dates, numbers and lists, and their alphabets.

Nothing here is particular to a site; the words that a site shows in a language are in `layouts/strings/TAG.yaml`.
"""
