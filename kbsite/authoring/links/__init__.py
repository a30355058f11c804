"""Links as they are written: where they stand in a file, byte for byte, and what they are to say instead."""
