"""Logs of chats, as WhatsApp, Slack, Discord, Teams, Telegram, Zoom and IRC write them.

A message stands behind its time and the name of who wrote it, on that line or below. Who asks today
answers tomorrow: a message that asks goes with what another person says next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import category

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, apart, asked, end_of_all
from flashcards.questions.roles import asks_openly, denies, has_question_mark
from flashcards.tree.nodes import NO_CODE
from flashcards.values import dataclass

_LEAST = 2
"""Questions that are answered, and at least half of all."""
_FEWEST = 4
"""Messages of a log."""
_OFTEN = 0.5
"""Share of the messages by names that come again; a programme of talks names each once."""
_ASKS, _TELLS = 0.6, 0.25
"""Share of the messages that ask, of one who only asks and of one who only tells."""

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\b\.?)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_STAMP = rf"(?:[\[(][^\[\]()\n]{{0,24}}{_CLOCK}[\])]|(?:{_DAY},?\s+)?{_CLOCK})"
_STAMPED = re.compile(_STAMP, re.IGNORECASE)
# A name of few words: `maria.k`, `Ruiz, Ana`.
_NAME = re.compile(r"[^\W\d_][^:<>\[\]()*|]{0,40}")
_MOST_WORDS = 6
_REACH = 90
"""Characters at the head of a line among which a time and a name stand."""
# Behind a time: `- Ana: …`, `<ana> …`, `**Ana** …`, `Ana` and nothing else.
_TIMED = re.compile(
    r"(?:\s?[-–—]\s)?\s?"
    r"(?:<[@+~&% ]?(?P<nick>[^<>\s]{1,30})>\s?|\*{0,2}(?P<name>[^:*<>|\[\]()]{1,50}))"
    r"(?:(?<=>)|\*{0,2}:\*{0,2}|\*{0,2}$)(?P<said>.*)"
)
# Behind a time that stands behind a name: a colon and what is said, or nothing.
_NAMED = re.compile(r"\*{0,2}\s{0,3}(?::\*{0,2}(?P<said>.*))?")
# What opens a line of a list, of a quote, or of a thread, and what sets a name off.
_EDGES = " \t-*>↳└│|,–—"
_THREAD = ("↳", "└", "│")
_FROM = re.compile(r"from\s+(?P<name>.+?)(?:\s+to\s.*)?", re.IGNORECASE)
_LEVELS = frozenset(("info", "warn", "warning", "error", "debug", "trace", "fatal", "notice"))
"""Names of the levels of a log that a program writes."""

# What stands for no words: `<Media omitted>`, `(edited)`, `2 replies`.
_ASIDE = re.compile(r"<[^<>\n]{3,40}>|\(edited\)|\d{1,3} repl(?:y|ies)\b.*", re.IGNORECASE)
_EMOJI = re.compile(r":[\w+-]{2,20}:")
_MENTION = re.compile(r"(?:@[\w.-]+[,:]?\s+)+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SHORT = 3
"""Words of a sentence before a question that only greets, `Morning all!`, and of short answers."""
# Messages that are no answers: thanks, greetings, and who comes and goes.
_CHATTER = re.compile(
    r"\W*(?:thank|thx|ty\b|cheers|danke|merci|gracias|grazie|obrigad|bedankt|спасибо|ok\b|lol\b|ha(?:ha)+"
    r"|h+m+\b|brb|afk|bye|sorry|hi\b|hello|hey|hallo|hola|salut|ciao|morning|back\b|good question"
    r"|moment\b|sec\b)",
    re.IGNORECASE,
)
# Words that speak of those who write, of their plans, or of what they do not know.
_PERSONAL = re.compile(
    r"\b(?:we|our|your|yours|i'm|i'll|let's|you (?:think|mean|want|have|need|say|like|bring|free"
    r"|get|going)|anyone|anybody|somebody|someone|tomorrow|tonight|homework|deadline|meeting"
    r"|no idea|don'?t know|dunno|idk|not sure"
    r"|wir|uns|unser\w*|dein\w*|\w+st du|euch|euer|jemand|treffen|hausaufgabe\w*|keine ahnung"
    r"|weiß (?:ich )?nicht"
    r"|nous|notre|vous|votre|tu|toi|demain|ce soir|quelqu'un|devoirs|je (?:ne )?sais pas"
    r"|aucune idée"
    r"|nosotros|nuestr\w+|tú|tus|vosotr\w+|vuestr\w+|mañana|esta noche|alguien|deberes|quedamos"
    r"|ni idea|no (?:lo )?sé"
    r"|noi|nostr\w+|tuo|tua|voi|vostr\w+|domani|stasera|qualcuno|compiti|non (?:lo )?so|boh"
    r"|nós|nosso\w*|você\w*|amanhã|alguém|não sei"
    r"|wij|jij|jullie|jouw|iemand|vanavond|huiswerk|geen idee|weet (?:ik )?niet)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Message:
    """Who wrote it, the rows of what it says, and where it opens and ends."""

    name: str
    rows: tuple[Row, ...]
    start: int
    end: int
    deep: bool  # in the thread of a message above

    @property
    def words(self) -> str:
        return " ".join(row.text for row in self.rows)

    @property
    def asks(self) -> bool:
        return bool(self.rows) and has_question_mark(self.words)


@dataclass(frozen=True, slots=True)
class _Exchange:
    question: _Message
    answer: tuple[Row, ...]


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """A log with each question that another person answers as one, and without its small talk."""
    opened = list(_opened(rows))
    messages = max((_messages(rows, opened, timed=timed) for timed in (True, False)), key=len)
    if not _is_log(messages) or _is_transcript(rows, messages):
        return None
    exchanges = list(_exchanges(messages))
    asking = sum(message.asks for message in messages)
    if len(exchanges) < _LEAST or _LEAST * len(exchanges) < asking:
        return None
    first, last = messages[0], messages[-1]
    out = list(rows[: first.start])
    for one in exchanges:
        question = one.question
        out += asked([Row(_question(question.words), question.rows[0].at)], answer=one.answer)
    return [*out, *apart(end_of_all(rows[last.end - 1].at)), *rows[last.end :]]


def fenced(rows: Sequence[Row], info: str) -> list[Row] | None:
    """The same of a log in a fence of text."""
    return bare(rows, info) if info.casefold() in NO_CODE else None


@dataclass(frozen=True, slots=True)
class _Opened:
    """The head of a message: where it stands, who wrote it, and what is said on its line."""

    place: int
    name: str
    said: str
    timed: bool  # the time stands before the name


def _opened(rows: Sequence[Row]) -> Iterator[_Opened]:
    for place, row in enumerate(rows):
        stamp = _STAMPED.search(row.text[:_REACH]) if ":" in row.text else None
        if stamp is None:
            continue
        before, behind = row.text[: stamp.start()].strip(_EDGES), row.text[stamp.end() :]
        told = (_NAMED if before else _TIMED).fullmatch(behind.strip())
        name = before or (told and (told["nick"] or told["name"])) or ""
        name = re.split(r"\s[—–]\s", name)[0].strip(_EDGES)
        sent = _FROM.fullmatch(name)
        name = sent["name"] if sent else name
        if told and _NAME.fullmatch(name) and len(name.split()) <= _MOST_WORDS:
            yield _Opened(place, name.casefold(), (told["said"] or "").strip(), not before)


def _messages(rows: Sequence[Row], heads: Sequence[_Opened], *, timed: bool) -> list[_Message]:
    """The messages of a log whose heads have the time before the name, or behind it."""
    found: list[_Message] = []
    opened = [one for one in heads if one.timed == timed]
    ends = [*(one.place for one in opened[1:]), len(rows)]
    for one, end in zip(opened, ends, strict=False):
        head = rows[one.place]
        below = _below(rows[one.place + 1 : end], inline=bool(one.said))
        own = [head._replace(text=one.said), *below]
        kept = [row for row in own if not _is_empty(row.text.strip())]
        texts = [_MENTION.sub("", row.text.strip(), count=1) for row in kept]
        told = tuple(
            row._replace(text=text)
            for row, text in zip(kept, texts, strict=True)
            if text and not text.startswith((">", "-!-"))
        )
        deep = head.text.lstrip().startswith(_THREAD)
        found.append(_Message(one.name, told, one.place, one.place + len(own), deep))
    return found


def _is_empty(text: str) -> bool:
    """Whether a row says nothing in words, as reactions do: `👍 3`, `:eyes:`."""
    if not text or _ASIDE.fullmatch(text):
        return True
    bare = _EMOJI.sub("☺", text)
    return category(bare[0]) == "So" and not any(letter.isalpha() for letter in bare)


# A line that opens with a time and belongs to no one: `[18:04] * ana waves`.
_NOTICE = re.compile(rf"\s{{0,8}}{_STAMP}", re.IGNORECASE)


def _below(rows: Sequence[Row], *, inline: bool) -> Iterator[Row]:
    """The rows of a message below its head: up to what a program says, a heading or a rule.

    Where a message stands beside its name, a blank row ends it.
    """
    for row in rows:
        text = row.text.strip()
        if text.startswith(("# ", "## ", "---", "-!-")) or _NOTICE.match(text):
            return
        if inline and not text:
            return
        yield row


def _is_log(messages: Sequence[_Message]) -> bool:
    """Whether several people write, most of them more than once, and none is a program."""
    counts = Counter(message.name for message in messages)
    again = sum(count for count in counts.values() if count >= _LEAST)
    several = len(messages) >= _FEWEST and len(counts) >= _LEAST
    return several and again >= _OFTEN * len(messages) and not counts.keys() & _LEVELS


# `[00:12] Host: …`, as a transcript has it.
_PLAYED = re.compile(r"\s*[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*[-–—]?\s*\**[^\W\d_][^:<>]*:")


def _is_transcript(rows: Sequence[Row], messages: Sequence[_Message]) -> bool:
    """Whether one of two only asks and the other only tells, behind the time of a talk."""
    counts = Counter(message.name for message in messages)
    asking = Counter(message.name for message in messages if message.asks)
    shares = sorted(asking[name] / count for name, count in counts.items())
    played = all(_PLAYED.match(rows[message.start].text) for message in messages)
    return played and len(shares) == _LEAST and shares[0] <= _TELLS and shares[1] >= _ASKS


def _exchanges(messages: Sequence[_Message]) -> Iterator[_Exchange]:
    """Questions of the matter, each with what one other person says before the next is asked."""
    asking = [place for place, message in enumerate(messages) if message.asks]
    open_name = ""  # who waits for an answer: what is said next may be one
    for place, end in pairwise([*asking, len(messages)]):
        question, waits = messages[place], open_name
        behind = [one for one in messages[place + 1 : end] if one.rows]
        told = [
            one for one in behind if one.name != question.name and not _CHATTER.match(one.words)
        ]
        told = [one for one in told if one.deep] or told
        open_name = "" if told else question.name
        if not told or (waits and waits != question.name) or _is_disputed(question, told, behind):
            continue
        personal = _is_personal(question) or _is_personal(told[0])
        if asks_openly(_question(question.words)) and not personal:
            yield _Exchange(question, told[0].rows)


def _is_disputed(question: _Message, told: Sequence[_Message], behind: Sequence[_Message]) -> bool:
    """Whether somebody denies what is told, or judges between several who tell alike."""
    if any(denies(one.words) for one in behind):
        return True
    first, *others = told
    others = [one for one in others if one.name != first.name]
    if not others:
        return False
    last = others[-1].start
    judged = any(
        one.start > last and one.name == question.name and not _CHATTER.match(one.words)
        for one in behind
    )
    short = all(len(one.words.split()) <= _SHORT for one in (first, others[0]))
    return judged or short


def _is_personal(message: _Message) -> bool:
    return _PERSONAL.search(message.words) is not None


_PRAISE = "👍👏✅🎉🙂😀💪🙌 "


def _question(words: str) -> str:
    """What a message asks, without what it greets with: `Morning all!`."""
    sentences = _SENTENCE.split(words)
    first = next(
        (i for i, one in enumerate(sentences) if len(one.split()) > _SHORT or "?" in one), 0
    )
    return " ".join(sentences[first:]).lstrip(_PRAISE)
