"""The account of the fences of a document: which blocks and listings are asked, and why not."""

from __future__ import annotations

from flashcards.documents import read_text
from flashcards.facts.computed import Fence, fences, fences_said

DOCUMENT = """# Notes

## How many servers are needed?

```problem
title = "Servers for a load"
statement = "A service gets {{ load }} requests a second; one server does {{ each }}. How many?"
answer = "ceil(load / each)"
unit = "servers"

[parameters]
load = {from = 2000, to = 9000, step = 100}
each = [30, 70, 90, 110]
```

```problem
title = "No answer"
```

## What does it print?

```python
size, rate = 45, 8
print(size // rate, size % rate)
```

```python
print("done")
```

```text
no listing
```
"""


def found() -> tuple[Fence, ...]:
    return fences(read_text(DOCUMENT, path="a.md").document)


def test_each_block_and_each_listing_is_told() -> None:
    assert [(one.written, one.problems) for one in found()] == [
        (True, 1),
        (True, 0),
        (False, 1),
        (False, 0),
    ]
    assert fences_said(found()) == "1 of 2 problem blocks, 1 of 2 listings"


def test_what_is_no_problem_has_a_reason() -> None:
    for one in found():
        assert bool(one.why) is (not one.problems)
    assert "no problem (" in str(found()[-1])
    assert str(found()[0]) == "problem block: 1 problem"


def test_a_document_without_fences_says_nothing() -> None:
    assert not fences_said(())
