from __future__ import annotations

import pytest

from flashcards.claims.numbers.code_units import code_units
from tests.understood import strings_of_text as read_text

PAGE = """# Doc

## Part

### Question 1: What?

**Category**: Part

#### Model Solution

```python
{}
```
"""


def found(code: str) -> list[tuple[int, str, str]]:
    document, _ = read_text(PAGE.replace("{}", code), path="doc.md")
    claims = code_units(document, document.questions[0], [])
    return [(claim.line, claim.stated, claim.expected) for claim in claims]


def test_a_binary_size_that_is_printed_by_thousands_is_wrong() -> None:
    code = "x = 4\ny_gb = x / 1024**3\nprint(f'{y_gb * 1000:.2f} MB')"
    assert found(code) == [(14, "y_gb * 1000", "y_gb * 1024")]


@pytest.mark.parametrize(
    "code",
    [
        "y_gb = x / 1024**3\nprint(f'{y_gb * 1024:.2f} MB')",
        "y_gb = x / 1000**3\nprint(f'{y_gb * 1000:.2f} MB')",
        "y = x / 1024**3\ny = 4\nprint(f'{y * 1000:.2f} MB')",
        "y_s = n / 1024\nprint(f'{y_s * 1000:.2f} ms')",
        "print(f'{y * 1000} MB')  # 1024",
    ],
    ids=["binary", "decimal", "another value", "no size", "not known"],
)
def test_what_keeps_to_its_units_is_right(code: str) -> None:
    assert not found(code)
