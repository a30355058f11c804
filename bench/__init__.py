"""Benchmarks: the build and the search, against others."""
