from __future__ import annotations

from flashcards.claims.numbers.grids import MOST_ROWS, grids

TEXT = """
Sizes of a 40GB model:

```
Part      | Size (GB) | Note
----------|-----------|-----
**Model** | 37.0      | `x`
----------|-----------|-----
TOTAL     | 60.7 GB   |
```

| a | b |
| 1 | 2 |
"""


def test_a_table_has_a_title_a_header_and_rows_with_their_lines() -> None:
    (grid,) = grids(list(enumerate(TEXT.split("\n"), start=1)))
    assert grid.title == "Sizes of a 40GB model:"
    assert grid.header == ("Part", "Size (GB)", "Note")
    assert [(row.line, row.cells[0]) for row in grid.rows] == [(7, "Model"), (9, "TOTAL")]


def test_a_table_that_is_data_is_passed_over() -> None:
    rows = "| 1 | 2 |\n" * MOST_ROWS
    assert not list(grids(list(enumerate(f"| a | b |\n|--|--|\n{rows}".split("\n"), start=1))))
