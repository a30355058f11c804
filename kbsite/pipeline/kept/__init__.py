"""What a build keeps on disk for the next one, in ROOT/.kbsite/cache: it can be deleted at any time.

Each thing is kept by a digest of all that it is made of: bytes of files, settings, kbsite's own code and the
versions of what is installed. So what is found is what would be made, and nothing has to be thrown away when
something changes; what was not wanted for long makes room. Reading it runs no code.
"""
