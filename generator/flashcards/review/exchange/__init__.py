"""Reviews to Anki and back: packages with history, and the merging of two programs' logs.

`export_history` and `import_history` work on the database; what is below them is functions
between Anki's rows and our events.
"""

from flashcards.review.exchange.errors import ExchangeError
from flashcards.review.exchange.transfer import (
    Imported,
    export_history,
    export_plain,
    import_history,
    root_of,
    roots,
)

__all__ = [
    "ExchangeError",
    "Imported",
    "export_history",
    "export_plain",
    "import_history",
    "root_of",
    "roots",
]
