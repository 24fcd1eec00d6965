"""What can be done with cards outside a sitting: each an event of the log, and each undoable."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from flashcards.review.model import Event, EventKind, Phase
from flashcards.review.store.model import Listed

LONGEST_DAYS = 36_500


class Act(StrEnum):
    """What can be done with a card."""

    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    BURY = "bury"
    UNBURY = "unbury"
    FLAG = "flag"  # 0 takes it off
    RESET = "reset"  # new again; the log keeps what was answered
    DUE = "due"  # in so many days


_KINDS = {
    Act.SUSPEND: EventKind.SUSPEND,
    Act.UNSUSPEND: EventKind.UNSUSPEND,
    Act.BURY: EventKind.BURY,
    Act.UNBURY: EventKind.UNBURY,
    Act.FLAG: EventKind.FLAG,
    Act.RESET: EventKind.FORGET,
    Act.DUE: EventKind.DUE,
}

SAID = {
    Act.SUSPEND: "suspended",
    Act.UNSUSPEND: "back in the queues",
    Act.BURY: "put off until tomorrow",
    Act.UNBURY: "not put off any more",
    Act.FLAG: "flagged",
    Act.RESET: "new again",
    Act.DUE: "due on another day",
}
"""What became of the cards."""


def event(act: Act, one: Listed, *, now_ms: int, day: int, value: int = 0) -> Event | None:
    """What the log is to keep of an act; None where the card stands so already.

    Args:
        act: what to do.
        one: the card.
        now_ms: when.
        day: the study day of it.
        value: the flag's number; of `DUE`, days from today.
    """
    if one.retired or _stands_so(act, one, day=day, value=value):
        return None
    due = day + min(max(value, 0), LONGEST_DAYS) if act is Act.DUE else 0
    since = one.state.last_day or day
    return Event(
        id=now_ms,
        card=one.card.id,
        kind=_KINDS[act],
        at_ms=now_ms,
        day=day,
        value=value if act is Act.FLAG else 0,
        due_day=due,
        interval_days=max(due - since, 1) if act is Act.DUE else 0,
    )


def _stands_so(act: Act, one: Listed, *, day: int, value: int) -> bool:
    state = one.state
    return {
        Act.SUSPEND: state.suspended,
        Act.UNSUSPEND: not state.suspended,
        Act.BURY: state.buried_day == day,
        Act.UNBURY: state.buried_day != day,
        Act.FLAG: state.flag == value,
        Act.RESET: state.phase is Phase.NEW,
        Act.DUE: state.phase is Phase.REVIEW and state.due_day == day + value,
    }[act]


def latest(undoable: Iterable[Event]) -> list[Event]:
    """The events of the last act that was no answer: those of one moment and kind, latest first.

    Args:
        undoable: what can be undone, latest first.
    """
    found: list[Event] = []
    for one in undoable:
        if one.kind is EventKind.ANSWER:
            if found:
                break
            continue
        if found and (one.kind, one.at_ms) != (found[0].kind, found[0].at_ms):
            break
        found.append(one)
    return found
