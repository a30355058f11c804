"""kbsite and other generators side by side on one made-up site: `python -m bench.peers [PAGES …]`."""
