"""What is measured: the build and the search, against others."""
