"""Which cards a sitting is about, and how long it lasts."""

from __future__ import annotations

from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What was asked for on the command line.

    Attributes:
        deck, tag: only cards in or below it; "" for all.
        limit: answers after which the sitting ends; 0 for none.
        minutes: time after which no further card is shown; 0 for none.
        ahead_days: reviews due within so many days are shown, too.
        cram: all cards, due or not; answers change no schedule.
        interviews: whole interview questions are among the new cards, whatever the settings say.
        order: the order of new cards and reviews, by the names of the settings; "" for theirs.
    """

    deck: str = ""
    tag: str = ""
    limit: int = 0
    minutes: int = 0
    ahead_days: int = 0
    cram: bool = False
    interviews: bool = False
    order: str = ""


def within(name: str, wanted: str) -> bool:
    """Whether a deck or tag is the one that is wanted, or lies below it.

    Names are parted by `::`; case does not count, and outer parts may be left out.

    >>> within("LLM::Module 1::Technical", "module 1"), within("LLM::Module 10", "module 1")
    (True, False)
    """
    parts = _parts(name)
    sought = _parts(wanted)
    return any(parts[at : at + len(sought)] == sought for at in range(len(parts) - len(sought) + 1))


def _parts(name: str) -> list[str]:
    return [part.strip().casefold() for part in name.split("::")]
