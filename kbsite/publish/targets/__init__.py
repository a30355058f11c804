"""Bringing a built site to its host: a folder, a machine by ssh, a branch of git, or a store of objects.

`kbsite publish TARGET` asks the target what it has (`ledger`), compares that with the built folder (`plan`), and
lets the target carry the difference out. A target is one file here.
"""
