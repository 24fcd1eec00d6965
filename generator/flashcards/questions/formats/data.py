"""Questions as data: lists of JSON and YAML, tables of TOML, rows of CSV, and Moodle's XML."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, asked, paired
from flashcards.questions.roles import is_back, is_front, is_options_name, is_prompt_label, is_told

_LEAST = 2
_FRONTS = frozenset(("q", "question", "prompt", "front", "term", "question_text", "stem", "text"))
_BACKS = frozenset(
    ("a", "answer", "back", "definition", "correct_answer", "correctanswer", "correct", "solution",
     "answer_index", "correct_index", "correctindex", "right", "answers", "key")
)  # fmt: skip
_SIDES = frozenset(("front", "term", "word"))
_OPTIONS = frozenset(
    ("options", "choices", "answers", "distractors", "alternatives", "incorrect_answers")
)
_REASONS = frozenset(("explanation", "rationale", "reason", "feedback", "context"))
_TEXTS = ("answer", "text", "option", "content", "value", "answertext")
_XML_QUESTION = re.compile(
    r"<question\s+type=\"(?P<type>\w+)\"\s*>(?P<held>.*?)</question>", re.DOTALL
)
_XML_TEXT = re.compile(r"<text>(?P<said>.*?)</text>", re.DOTALL)
_XML_ASKED = re.compile(r"<questiontext\b[^>]*>(?P<held>.*?)</questiontext>", re.DOTALL)
_XML_ANSWER = re.compile(
    r"<answer\s[^>]*?fraction=\"(?P<share>-?[\d.]+)\"[^>]*>(?P<held>.*?)</answer>", re.DOTALL
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!\[CDATA\[|\]\]>")


def fenced(rows: Sequence[Row], info: str) -> list[Row] | None:
    """A fence of data whose entries all are questions with their answers."""
    kind = info.split(" ", maxsplit=1)[0].casefold()
    read = _READERS.get(kind)
    if read is None or not rows:
        return None
    text = "\n".join(row.text for row in rows)
    if kind == "xml":
        return _moodle(text, rows[0].at)
    try:
        entries = read(text)
    except (ValueError, RecursionError, csv.Error):
        return None
    entries = [entry for entry in entries if not _is_unanswered(entry)]
    cards = [card for entry in entries if (card := _card(entry))]
    for card, entry in zip(cards, entries, strict=False):
        card.sides = any(str(key).casefold() in _SIDES for key in entry)
    if kind == "csv" and len(cards) < len(entries):
        return _table(rows)
    if len(cards) < _LEAST or len(cards) < len(entries):
        return None
    places = _Places(rows)
    return [row for card in cards for row in card.written(places.of(card.front))]


def bare(rows: Sequence[Row], _: str) -> list[Row] | None:
    """A document that is nothing but such data, `#` before its remarks."""
    return fenced(rows, "yaml")


def _is_unanswered(entry: Any) -> bool:
    """Whether an entry asks and leaves the place of its answer empty."""
    flat = dict(_flat(entry)) if isinstance(entry, Mapping) else {}
    told = [one for key, one in flat.items() if key in _BACKS or is_back(key) or is_told(key)]
    return bool(told) and all(one in (None, "") for one in told) and any(map(_is_front, flat))


def _json(text: str) -> Sequence[Any]:
    return _entries(json.loads(text))


def _lines(text: str) -> Sequence[Any]:
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def _yaml(text: str) -> Sequence[Any]:
    import yaml

    try:
        return _entries(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _toml(text: str) -> Sequence[Any]:
    import tomllib

    return _entries(tomllib.loads(text))


def _csv(text: str) -> Sequence[Any]:
    rows = text.split("\n")
    return list(csv.DictReader(rows, delimiter=_parting(rows[0])))


def _parting(head: str) -> str:
    """The sign that parts the cells of CSV, by its first row."""
    return "," if head.count(",") >= head.count(";") else ";"


def _table(rows: Sequence[Row]) -> list[Row] | None:
    """Rows of CSV as a table, where a column asks and others offer or tell."""
    filled = [row for row in rows if row.text.strip()]
    cells = list(csv.reader([row.text for row in filled], delimiter=_parting(filled[0].text)))
    heads = [cell.strip().casefold() for cell in cells[0]]
    if len(cells) != len(filled) or len(cells) <= _LEAST or not any(map(_is_front, heads)):
        return None
    out = [
        row._replace(text="| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |")
        for row, line in zip(filled, cells, strict=True)
    ]
    return [Row("", rows[0].at), out[0], out[0]._replace(text="|" + "---|" * len(heads)), *out[1:]]


def _entries(data: Any) -> Sequence[Any]:
    """The entries of a list, or of the one list in a mapping."""
    if isinstance(data, Mapping):
        lists = [one for one in data.values() if isinstance(one, list)]
        within = [one for one in data.values() if isinstance(one, Mapping)]
        if len(lists) == 1 or (not lists and len(within) == 1):
            return _entries((lists or within)[0])
        said = {str(key).strip(): one for key, one in data.items() if isinstance(one, str)}
        if len(said) == len(data) and all(key.endswith("?") for key in said):
            return [{"question": key, "answer": one} for key, one in said.items()]
        return []
    return data if isinstance(data, list) else []


_READERS = {
    "json": _json, "jsonc": _json, "xml": _json, "jsonl": _lines, "ndjson": _lines,
    "yaml": _yaml, "yml": _yaml, "toml": _toml, "csv": _csv,
}  # fmt: skip


class _Card:
    """A question of an entry."""

    def __init__(
        self, front: str, options: list[tuple[str, bool]], back: str, why: str = "", sign: str = ""
    ) -> None:
        self.front = front
        self.sign = sign  # before what is asked
        self.sides = False  # of a card
        self.options = options
        self.back = back
        self.why = why

    def written(self, at: int) -> Iterator[Row]:
        """The rows of a question that stands on a line."""
        told = self.why if self.options else self.back
        if self.sides and not self.options and not set("\n:") & set(self.front + self.back):
            yield from paired(Row(self.front, at), Row(self.back, at))
            return
        yield from asked(
            [Row(line, at) for line in f"{self.sign}{self.front}".split("\n")],
            options=[(Row(" ".join(one.split()), at), right) for one, right in self.options],
            answer=[Row(line, at) for line in told.split("\n")] if told.strip() else (),
        )


class _Places:
    """Where words stand among rows, one behind the other."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._next = 0

    def of(self, words: str) -> int:
        """The line on which the next such words stand."""
        sought = _bare(words)
        for place in range(self._next, len(self._rows)):
            text = _bare(self._rows[place].text)
            if sought[:40] in text or (len(text) > 30 and text.endswith(sought[: len(text)][:20])):
                self._next = place + 1
                return self._rows[place].at
        return self._rows[min(self._next, len(self._rows) - 1)].at


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()


def _card(entry: Any) -> _Card | None:
    """The question that a mapping holds under the names of its sides."""
    if not isinstance(entry, Mapping):
        return None
    flat = dict(_flat(entry))
    front = next((one for key, one in flat.items() if _is_front(key) and isinstance(one, str)), "")
    keys = [key for key in flat if key in _BACKS or is_back(key) or is_told(key)]
    lists = [key for key, one in flat.items() if _is_options(key, one)]
    told = next((flat[key] for key in keys if key not in lists and flat[key] is not None), None)
    why = next(
        (str(one) for key, one in flat.items() if key in _REASONS and isinstance(one, str)), ""
    )
    if not front.strip():
        return None
    choices = flat[lists[0]] if lists else None
    if isinstance(choices, Mapping):
        return _lettered(front, choices, told, why)
    if isinstance(choices, list) and choices and all(isinstance(one, Mapping) for one in choices):
        return _flagged(front, choices, why)
    if isinstance(choices, list) and told is not None:
        options = _chosen([str(one) for one in choices], told, key=lists[0])
        return _Card(front, options, "", why) if options else None
    return _plain(front, told)


def _plain(front: str, told: Any) -> _Card | None:
    """A question with an answer in words, a number, a verdict, or several in a list."""
    if isinstance(told, bool):
        return _Card(front, [], "True." if told else "False.", sign="True / false: ")
    if isinstance(told, str | int | float) and str(told).strip():
        return _Card(front, [], str(told), "")
    if isinstance(told, list) and told and all(isinstance(one, str) for one in told):
        return _Card(front, [], "\n".join(f"- {one}" for one in told), "")
    return None


def _flat(entry: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    """Names and values, those of mappings within by their own names."""
    for key, one in entry.items():
        name = str(key).strip().casefold()
        if isinstance(one, Mapping) and name in ("prompt", "answer"):
            yield from ((str(k).casefold(), v) for k, v in one.items())
        else:
            yield name, one


def _is_front(key: str) -> bool:
    return key in _FRONTS or is_front(key) or is_prompt_label(key)


def _is_options(key: str, held: Any) -> bool:
    return isinstance(held, list | Mapping) and (key in _OPTIONS or is_options_name(key))


def _chosen(options: list[str], told: Any, *, key: str) -> list[tuple[str, bool]]:
    """Options with those that the answer names: by place, by letter or by their words."""
    if key in ("distractors", "incorrect_answers"):
        return [(str(told), True), *((one, False) for one in options)]
    several = told if isinstance(told, list) else [told]
    found: set[int] = set()
    for one in several:
        words = str(one).strip()
        if words in options:
            found.add(options.index(words))
        elif isinstance(one, int) and not isinstance(one, bool) and 0 <= one < len(options):
            found.add(one)
        elif len(words) == 1 and 0 <= (place := ord(words.upper()) - ord("A")) < len(options):
            found.add(place)
        else:
            return []
    return [(one, place in found) for place, one in enumerate(options)] if found else []


def _lettered(front: str, choices: Mapping[Any, Any], told: Any, why: str) -> _Card | None:
    right = {str(one).strip().casefold() for one in (told if isinstance(told, list) else [told])}
    options = [(str(one), str(key).casefold() in right) for key, one in choices.items()]
    return _Card(front, options, "", why) if any(ok for _, ok in options) else None


def _flagged(front: str, choices: Sequence[Mapping[Any, Any]], why: str) -> _Card | None:
    options: list[tuple[str, bool]] = []
    for one in choices:
        flat = {str(key).replace("_", "").casefold(): held for key, held in one.items()}
        text = next((str(flat[key]) for key in _TEXTS if key in flat), "")
        right = next(
            (flat[k] for k in ("correct", "iscorrect", "right", "isright") if k in flat), False
        )
        if not text:
            return None
        options.append((text, right is True))
    right = [one for one, ok in options if ok]
    if len(options) == 1 and right:
        return _Card(front, [], right[0], "")
    return _Card(front, options, "", why) if right else None


def _moodle(text: str, first: int) -> list[Row] | None:
    """The questions of an export of Moodle; what its tags set is left out."""
    out: list[Row] = []
    for match in _XML_QUESTION.finditer(text):
        held = match["held"]
        title = _XML_ASKED.search(held)
        if title is None or match["type"] not in (
            "multichoice",
            "shortanswer",
            "numerical",
            "truefalse",
        ):
            continue
        at = first + text.count("\n", 0, match.start("held") + title.start())
        said = Row(_inner(title["held"]), at)
        answers = [(_inner(one["held"]), float(one["share"])) for one in _XML_ANSWER.finditer(held)]
        right = [one for one, share in answers if share > 0]
        if not right:
            continue
        if match["type"] == "multichoice":
            out += asked([said], options=[(Row(one, at), share > 0) for one, share in answers])
        elif match["type"] == "truefalse":
            said = said._replace(text=f"True / false: {said.text}")
            out += asked([said], answer=[Row(right[0].capitalize() + ".", at)])
        else:
            out += asked([said], answer=[Row(right[0], at)])
    return out or None


def _inner(held: str) -> str:
    match = _XML_TEXT.search(held)
    return " ".join(_TAG.sub(" ", match["said"] if match else "").split())
