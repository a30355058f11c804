"""The watch on the law: what Lovdata's open data say of the sections that pages cite.

The data are those of Lovdata under the Norwegian Licence for Open Government Data (NLOD) 2.0. Nothing of the texts
is kept but a digest, the day of the last change and the amending act of each cited section.
"""
