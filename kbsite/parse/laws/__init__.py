"""References to law: which section of which law a text cites, and where that is not sure.

`names` finds what a text names, `numbers` reads sections and ranges, `scopes` knows which laws were named before,
and `cite` combines them. `addresses` reads references to law in links to Lovdata.
"""
