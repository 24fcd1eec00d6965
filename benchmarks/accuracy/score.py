"""Cards and findings against the truth: what was found, what was missed, what is worse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from benchmarks.accuracy.truth import END, Choice, KeyFact, Stated, Truth
from flashcards.facts.remarks import SAYS

LONGEST_ANSWER = 30
"""Words of an answer that still is one fact."""

_STRUCTURE = re.compile(
    r"question-|category-|difficulty-|rubric-|number|missing-|duplicate-|empty-|unanswered|unknown-"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_LOUD = ("error", "warning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card as `flashcards cards --json` prints it, flattened for comparison.

    One is met that a person learns: a core card, no problem.
    """

    line: int
    kind: str
    ask: str
    front: str
    back: str
    shown: str
    met: bool = True

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Card:
        """From one line of the command."""
        context = kept.get("context") or ()
        above = " ".join(context) if isinstance(context, list) else str(context)
        return cls(
            line=int((kept.get("source") or {}).get("line", 0)),
            kind=str(kept.get("kind", "")),
            ask=flat(f"{above} {kept['front']}"),
            front=flat(kept["front"]),
            back=flat(kept["back"]),
            shown="\n".join(str(kept.get(side) or "") for side in ("front", "back", "more")),
            met=kept.get("level", "core") == "core",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of one document or of several; the last five must be 0.

    A card teaches a wrong number where it shows one of the document's, unmarked.
    """

    questions: int = 0
    questions_found: int = 0
    wrong: int = 0
    wrong_found: int = 0
    value_given: int = 0
    right: int = 0
    options: int = 0
    options_taught: int = 0
    facts: int = 0
    facts_carded: int = 0
    cards: int = 0
    false_cards: int = 0
    false_alarms: int = 0
    foreign: int = 0
    wrong_taught: int = 0
    furniture: int = 0
    invented: int = 0

    def __add__(self, other: Score) -> Score:
        names = [field.name for field in fields(self)]
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in names})


def score(
    truth: Truth, cards: Sequence[Card], findings: Sequence[dict[str, Any]]
) -> tuple[Score, tuple[str, ...]]:
    """The counts of a document, and a line for each miss and each fault."""
    misses: list[str] = []
    answered = [q for q in truth.questions if q.answered]
    found = [q for q in answered if any(q.line <= card.line < q.end for card in cards)]
    misses += [f"question {q.line}: {q.title[:60]}" for q in answered if q not in found]
    checked, alarms = _numbers(truth, findings)
    named = [number for number, _ in checked]
    misses += [
        f"wrong number {n.line}: {n.stated} is {n.true}" for n in truth.wrong if n not in named
    ]
    misses += [
        f"FALSE ALARM {f['line']}: {f['stated']} ({f.get('message', '')[:70]})" for f in alarms
    ]
    foreign = list(_foreign(truth, cards, [f for _, f in checked]))
    invented = list(_invented(truth, cards))
    furniture = [c for c in cards if c.back in {flat(t) for t in truth.never_answers}]
    taught, lost = _options(truth, cards, misses)
    carded = [fact for fact in truth.facts if any(_holds(c, fact, truth) for c in cards)]
    misses += [
        f"key fact {f.line}: {list(f.subject)} → {f.answers[0][:50]}"
        for f in truth.facts
        if f not in carded
    ]
    untrue = list(_false(truth, cards))
    misses += [f"false card {c.line}: {n.stated} is {n.true}: {c.front[:60]}" for c, n in untrue]
    misses += [f"FOREIGN NUMBER {c.line}: {odd[:3]}" for c, odd in foreign]
    misses += [f"INVENTED {c.line}: {c.front[:50]} → {c.back[:40]}" for c in invented]
    misses += [f"FURNITURE {c.line}: {c.back[:50]}" for c in furniture]
    return Score(
        questions=len(answered),
        questions_found=len(found),
        wrong=len(truth.wrong),
        wrong_found=len(checked),
        value_given=sum(1 for n, f in checked if _same(f.get("expected") or "", n.true)),
        right=sum(1 for n in truth.numbers if n.verdict == "right"),
        options=sum(len(c.right) for c in truth.choices),
        options_taught=taught,
        facts=len(truth.facts),
        facts_carded=len(carded),
        cards=len(cards),
        false_cards=len(untrue),
        false_alarms=len(alarms),
        foreign=len(foreign),
        wrong_taught=lost,
        furniture=len(furniture),
        invented=len(invented),
    ), tuple(misses)


# --- texts -----------------------------------------------------------------------------------


def flat(text: object) -> str:
    """A text without case, markup and doubled blanks."""
    bare = str(text).casefold().replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", re.sub(r"[`*_$\\{}]", "", bare)).strip(" .")


def numerals(text: object) -> list[str]:
    """The numbers of a text as written, without grouping."""
    raised = re.sub(
        r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+",
        lambda m: "^" + m[0].translate(_SUPERSCRIPTS),
        str(text).replace("−", "-"),
    )
    bare = re.sub(
        r"(?<=\d)(?:\{,\}|\\\\,|[_\u00a0\u202f' ](?=\d{3}(?!\d))|,(?=\d{3}(?!\d)))(?=\d)",
        "",
        raised,
    )
    found = re.findall(r"(?:(?<=[\^(\[{ ])-|^-)?\d+(?:[.,]\d+)?", bare)
    return [numeral.replace(",", ".") for numeral in found]


def _within(few: list[str], many: list[str]) -> bool:
    width = len(few)
    return bool(few) and any(many[i : i + width] == few for i in range(len(many) - width + 1))


def _same(one: str, other: str) -> bool:
    left, right = numerals(one), numerals(other)
    return _within(left, right) or _within(right, left)


# --- findings --------------------------------------------------------------------------------


def loud(findings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The findings that call a number wrong."""
    return [
        f
        for f in findings
        if f["severity"] in _LOUD
        and numerals(f.get("stated") or "")
        and not _STRUCTURE.match(f.get("rule", ""))
    ]


def names(finding: Mapping[str, Any], stated: str) -> bool:
    """Whether a finding is one of a number as it stands."""
    return _within(numerals(finding["stated"]), numerals(stated))


# --- measures --------------------------------------------------------------------------------


def _numbers(
    truth: Truth, findings: Sequence[dict[str, Any]]
) -> tuple[list[tuple[Stated, dict[str, Any]]], list[dict[str, Any]]]:
    """Each wrong number with the finding that names it, and all findings left over."""
    told = loud(findings)
    checked: list[tuple[Stated, dict[str, Any]]] = []
    spent: set[int] = set()
    for number in truth.wrong:
        index = next(
            (
                i
                for i, f in enumerate(told)
                if i not in spent and f["line"] == number.line and names(f, number.stated)
            ),
            None,
        )
        if index is not None:
            spent.add(index)
            checked.append((number, told[index]))
    return checked, [f for i, f in enumerate(told) if i not in spent]


def _foreign(
    truth: Truth, cards: Sequence[Card], used: Sequence[dict[str, Any]]
) -> Iterator[tuple[Card, list[str]]]:
    """Cards with a number that neither the document holds nor a correction brought."""
    known = set(numerals(truth.path.read_text("utf-8")))
    known |= {n for number in truth.wrong for n in numerals(number.true)}
    known |= {n for f in used for n in numerals(f.get("expected") or "")}
    known = {n.lstrip("-") for n in known}
    for card in cards:
        said = (n.lstrip("-") for n in numerals(card.shown))
        odd = [n for n in said if n not in known and not re.fullmatch(r"\d|1[0-2]", n)]
        if odd and card.kind != "problem":
            yield card, odd


# What a card says of a number that was refuted, in its document's language, and the number.
_SAYS = "|".join(sorted(re.escape(one.strip()) for one in SAYS))
_MARKED = re.compile(
    rf"\S+(?:\s\S+)?\s\(recomputed: |^.*\b(?:{_SAYS}) (?P<stated>[^;]+).*$", re.MULTILINE
)


def _false(truth: Truth, cards: Sequence[Card]) -> Iterator[tuple[Card, Stated]]:
    """Cards that are learnt, each with a wrong number that it shows as if it were right.

    The number is known on a card by the words beside it, for its digits may be right elsewhere.
    """
    lines = truth.path.read_text("utf-8").splitlines()
    for card in cards:
        if not card.met:
            continue
        start, end = truth.span(card.line)
        shown = _words(_MARKED.sub(" ", card.shown))
        told = [found["stated"] or "" for found in _MARKED.finditer(card.shown)]
        for number in truth.wrong:
            if any(_within(numerals(one), numerals(number.stated)) for one in told):
                continue
            if start <= number.line < end and _shows(shown, lines[number.line - 1], number.stated):
                yield card, number
                break


def _shows(shown: list[str], line: str, stated: str) -> bool:
    """Whether words hold a number of a line beside a word that stands beside it there."""
    there, few = _words(line), _words(stated)
    places = [i for i in range(len(there)) if there[i : i + len(few)] == few]
    beside = {(there[i - 1] if i else "", *there[i + len(few) :][:1]) for i in places}
    return any(
        shown[i : i + len(few)] == few
        and any(
            before == (shown[i - 1] if i else "") or after == shown[i + len(few) :][:1]
            for before, *after in beside
        )
        for i in range(len(shown))
    )


def _words(text: str) -> list[str]:
    """The words and numbers of a text, without signs of markup and punctuation."""
    return re.findall(r"[^\W_]+(?:[.,:]\d+)*", text.casefold().replace("{,}", ","))


def _invented(truth: Truth, cards: Sequence[Card]) -> Iterator[Card]:
    first = truth.questions[0].line if truth.questions else 0
    blank = [(q.line, q.end) for q in truth.questions if not q.answered]
    for card in cards:
        if 0 < card.line < first or any(start <= card.line < end for start, end in blank):
            yield card


def _bare(option: str) -> str:
    """An option without its letter or box."""
    return re.sub(r"^(?:[a-h][).:]|\[[ x]?\])\s+", "", flat(option))


def _starts(answer: str, option: str) -> bool:
    """Whether an answer, or a point of one that is a list, opens with an option."""
    pattern = re.compile(re.escape(_bare(option)) + r"(?!\w)")
    return any(pattern.match(_bare(point)) for point in answer.split("• "))


def _options(truth: Truth, cards: Sequence[Card], misses: list[str]) -> tuple[int, int]:
    """Right options that are the answer of a card, and wrong ones taught as answers."""
    taught = lost = 0
    for choice in truth.choices:
        end = min((q.line for q in truth.questions if q.line > choice.line), default=END)
        here = [card for card in cards if choice.line <= card.line < end]
        for option in choice.right:
            if any(_teaches(card, option, choice) for card in here):
                taught += 1
            else:
                misses.append(f"right option {choice.line}: {option[:50]}")
        for option in choice.wrong:
            if any(
                _starts(card.back, option) and not any(_starts(card.back, o) for o in choice.right)
                for card in here
            ):
                lost += 1
                misses.append(f"WRONG OPTION TAUGHT {choice.line}: {option[:50]}")
    return taught, lost


def _teaches(card: Card, option: str, choice: Choice) -> bool:
    others = (_bare(wrong) for wrong in choice.wrong)
    return _starts(card.back, option) and not any(
        re.search(rf"(?<![\w.,]){re.escape(other)}(?![\w.,])", card.back)
        for other in others
        if other not in _bare(option)
    )


def _holds(card: Card, fact: KeyFact, truth: Truth) -> bool:
    start, end = truth.span(fact.line)
    return (
        start <= card.line < end
        and all(flat(word) in card.front for word in fact.subject)
        and len(card.back.split()) <= LONGEST_ANSWER
        and any(_answers(card.back, answer) for answer in fact.answers)
    )


def _answers(back: str, answer: str) -> bool:
    said = flat(answer)
    before = r"(?<![\d.,])" if said[:1].isdigit() else ""
    after = r"(?!\d|[.,]\d)" if said[-1:].isdigit() else ""
    return re.search(before + re.escape(said) + after, back) is not None
