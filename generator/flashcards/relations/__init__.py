"""Numbers of a document held against each other by what relates them, in any field.

`checked.numbers` is the door: a tree goes in, judgements with places come out.
"""
