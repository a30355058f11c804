"""Bytes → gzip, the same on every machine: the only user of libdeflate.

Python's own zlib is the system's, which differs from one machine to another.
"""

from __future__ import annotations


def gzipped(data: bytes, level: int) -> bytes:
    """Return a file in gzip's format, without a name or a time; the levels are 1 to 12."""
    import deflate  # noqa: PLC0415 - only for what is published

    return bytes(deflate.gzip_compress(data, level))
