"""The errors this package raises; every one says what, where and what to do."""

from dataclasses import dataclass


class FlashcardsError(Exception):
    """Root of every expected failure; the command prints it and exits 2.

    Attributes:
        message: what happened, one sentence.
        path: the file it happened in, as the user named it, or None.
        line: 1-based line, or None.
        hint: what to do about it, or None.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """As it is, from a worker's process; by default it would be made anew of its message."""
        return _again, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        """`path:line: message (hint)`, with what is known."""
        where = self.path or ""
        if where and self.line is not None:
            where += f":{self.line}"
        text = f"{where}: {self.message}" if where else self.message
        return f"{text} ({self.hint})" if self.hint else text


def _again(
    kind: type[FlashcardsError], args: tuple[object, ...], said: dict[str, object]
) -> FlashcardsError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(said)
    return error


class ReadError(FlashcardsError):
    """A document cannot be read or understood at all."""


class LedgerError(FlashcardsError):
    """The ledger in `cards/` is damaged or contradicts itself."""


class PackageError(FlashcardsError):
    """An Anki package cannot be made or written."""


class ConfigError(FlashcardsError):
    """`[tool.flashcards]` or an option is wrong."""


class MishapError(FlashcardsError):
    """A mistake of this program, met at one document; its cause is chained."""

    def __init__(self, cause: Exception, *, path: str) -> None:
        super().__init__(
            f"internal error: {type(cause).__name__}: {' '.join(str(cause).split())[:200]}",
            path=path,
            line=1,
            hint="the other documents go on; flashcards --debug COMMAND FILE shows where",
        )


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """What is wrong with a document, where.

    Attributes:
        path: document, as the user named it.
        line: 1-based.
        rule: kebab-case name of the rule, stable for scripts.
        severity: `error`, `warning` or `note`.
        message: what is wrong and what would be right.
        stated: of a wrong number or word, as the document has it, else "".
        expected: what it should be, else "".
        evidence: how that is known, beyond what the message says, else "".
        column: 1-based, where `stated` begins on its line; 0 where that is not known.
    """

    path: str
    line: int
    rule: str
    severity: str
    message: str
    stated: str = ""
    expected: str = ""
    evidence: str = ""
    column: int = 0
