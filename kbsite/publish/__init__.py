"""Where a built site goes: the output folder, and an address on this machine."""
