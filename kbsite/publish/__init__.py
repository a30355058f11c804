"""Publishing a built site: the output folder, and a local host."""
