"""The diagram of a clickable model: boxes in lanes, lines of text, arrows."""
