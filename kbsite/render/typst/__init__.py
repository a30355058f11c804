"""Documents → PDF files, typeset by Typst: a second way of printing the tree of a text, beside `render/html.py`.

A booklet is data: `booklets.py` and `printer.py` turn documents into a tree of lists and strings, which the
template `booklet.typ` reads as JSON and typesets. No text ever becomes code, so none can be taken for it.
"""
