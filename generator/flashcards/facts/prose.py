"""Labelled paragraphs, running text and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flashcards.facts.lists import Walk
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet
from flashcards.facts.vocabulary import word_list
from flashcards.facts.wording import (
    front,
    front_of_label,
    plain_words,
    shorten,
    unbold,
    words,
)
from flashcards.markup import to_plain
from flashcards.markup.escape import escape_markdown
from flashcards.model import Kind, Labelled, Paragraph, Text

_DEFINES = re.compile(
    r"^(?:(?:the|a|an)\s+)?(?P<subject>[^.,;:]{2,60}?)\s+(?P<verb>is|are|means)\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_DEFINITION_LABEL = re.compile(
    r"\s*\b(?:definition|overview|explained|explanation)\b\s*", re.IGNORECASE
)
_COUNTER = re.compile(
    r"^(?:step|option|factor|solution|scenario|use case|case|phase|part|issue|problem|stage|"
    r"technique|strategy|example|method|approach|level|tier|test|layer)\s+\w{1,3}$",
    re.IGNORECASE,
)
_NOT_SUBJECTS = word_list("not-subjects")


def extract_labelled(node: Labelled, scope: Scope, sheet: Sheet, walk: Walk) -> None:
    """A label with its text, then all that stands under it."""
    label = node.label.plain.strip().rstrip(":").strip()
    inner = scope.under(label)
    value = _value(node)
    if value is not None:
        name, answer_markdown = value
        sheet.add(
            node.source,
            "labelled paragraph",
            node.label.plain,
            _statement(scope.under(name), answer_markdown, node, key=name, name=name),
        )
    if node.body:
        text = f"{node.label.plain}: {node.body.plain}"
        said = _without_lead_in(node.body.markdown) if node.children else node.body.markdown
        if said:
            drafts = _statement(inner, said, node, key=label, name=label)
            sheet.add(node.source, "labelled paragraph", text, drafts)
        else:
            inner = scope.under(f"{label} ({node.body.plain.rstrip(': ')})")
            sheet.heading(node.source, "labelled paragraph", text)
    walk(node.children, inner, sheet)


def _without_lead_in(markdown: str) -> str:
    """A text without a last sentence that only introduces what follows (`… as this shows:`)."""
    if not markdown.rstrip().endswith(":"):
        return markdown
    return " ".join(re.split(r"(?<=[.!?])\s+", markdown.rstrip())[:-1])


def _value(node: Labelled) -> tuple[str, str] | None:
    """`**Recommendation: Q8_0**` as name and value; counters such as `Step 1: …` are none."""
    name, sign, rest = node.label.plain.partition(": ")
    if not sign or node.body or not rest.strip() or _COUNTER.match(name.strip()):
        return None
    if len(words(name)) > 5 or name.count("(") != name.count(")"):
        return None
    return name.strip(), escape_markdown(rest.strip())


def _statement(
    scope: Scope, markdown: str, node: Labelled, *, key: str, name: str
) -> Iterable[Draft]:
    """What a label says, asked by the label."""
    answer, more = shorten(markdown)
    subject = scope.subject
    bare = _DEFINITION_LABEL.sub(" ", name).strip()
    fronts = []
    if bare != name and plain_words(bare) <= plain_words(scope.topic):
        fronts.append(f"What is {escape_markdown(bare or scope.topic)}?")
    elif bare != name:
        fronts.append(front(scope.topic, f"What is {escape_markdown(bare)}?"))
    fronts += [front_of_label(subject), front_of_label(scope.full_subject)]
    answer, more = _without_subject(answer, more, fronts[0])
    yield Draft(
        kind=Kind.STATEMENT,
        key=(key,),
        fronts=tuple(fronts),
        back=answer,
        more=more,
        group=f"label:{key}",
        scope=scope,
        source=node.source,
    )


def _without_subject(answer: str, more: str, front: str) -> tuple[str, str]:
    """`CMake is a …` under `What is CMake?` → `a …`: the answer need not repeat the question."""
    match = _DEFINES.match(answer)
    if match and plain_words(match["subject"]) <= plain_words(to_plain(front)):
        return match["rest"], more or answer
    return answer, more


def extract_paragraph(
    node: Paragraph, scope: Scope, sheet: Sheet, *, opens_label: bool = False
) -> None:
    """Running text: a definition, or the first thing said under a label."""
    text = node.text.plain.strip()
    if text.endswith(":"):
        sheet.skip(node.source, "paragraph", text, "introduces what follows")
        return
    drafts = list(_definition(node.text, scope, node))
    if not drafts and opens_label and scope.labels:
        drafts = list(_opening(node.text, scope, node))
    if drafts:
        sheet.add(node.source, "paragraph", text, drafts)
    else:
        sheet.skip(node.source, "paragraph", text, "running text without a definition")


def _definition(text: Text, scope: Scope, node: Paragraph) -> Iterable[Draft]:
    markdown = unbold(text.markdown)
    match = _DEFINES.match(markdown)
    if not match:
        return
    subject = to_plain(match["subject"]).strip()
    if not 1 <= len(words(subject)) <= 6 or plain_words(subject) & _NOT_SUBJECTS:
        return
    answer, more = shorten(match["rest"])
    is_are = match["verb"].casefold() if match["verb"].casefold() != "means" else "does"
    ask = (
        f"What does {escape_markdown(subject)} mean?"
        if is_are == "does"
        else f"What {is_are} {escape_markdown(subject)}?"
    )
    fronts = [front(s, ask) for s in (scope.subject, scope.full_subject)]
    if plain_words(subject) == plain_words(scope.topic):
        fronts.insert(0, ask)
    yield Draft(
        kind=Kind.STATEMENT,
        key=(subject,),
        fronts=tuple(fronts),
        back=answer,
        more=more,
        group=f"definition:{subject}",
        scope=scope,
        source=node.source,
    )


def _opening(text: Text, scope: Scope, node: Paragraph) -> Iterable[Draft]:
    answer, more = shorten(text.markdown)
    yield Draft(
        kind=Kind.STATEMENT,
        key=(scope.labels[-1],),
        fronts=tuple(front_of_label(s) for s in (scope.subject, scope.full_subject)),
        back=answer,
        more=more,
        group=f"label:{scope.labels[-1]}",
        scope=scope,
        source=node.source,
    )
