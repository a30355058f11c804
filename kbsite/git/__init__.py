"""What git knows: `branch.py` where a branch left another, `log.py` when each file came and changed."""
