"""The long-form card of a question, its follow-ups, flags, hints and rubric."""

from __future__ import annotations

from collections.abc import Iterable

from flashcards.facts.lists import item_drafts
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet
from flashcards.facts.wording import (
    front,
    shorten,
    strip_brackets,
    unbold,
    within,
    words,
)
from flashcards.markup.escape import escape_markdown
from flashcards.model import (
    FollowUp,
    Hint,
    Kind,
    Labelled,
    List,
    Node,
    Paragraph,
    Question,
    Role,
    Section,
    walk,
)
from flashcards.reading.points import split_points

_HINT_RULE = "\n\n***\n\n"


def simple_answer(question: Question) -> Paragraph | None:
    """The answer of a plain question-and-answer pair: one short paragraph and nothing else."""
    rest = [s for s in question.sections if s.role is not Role.PROMPT]
    if len(rest) != 1 or rest[0].role not in (Role.SOLUTION, Role.OTHER) or len(rest[0].nodes) != 1:
        return None
    node = rest[0].nodes[0]
    if isinstance(node, Paragraph) and len(words(node.text.plain)) <= 60:
        return node
    return None


def simple_draft(question: Question, answer: Paragraph, scope: Scope) -> Draft:
    """A plain question with its short answer."""
    prompt = question.section(Role.PROMPT)
    title = unbold(question.title.markdown)
    asked = prompt.markdown.strip() if prompt and prompt.markdown.strip() else title
    back, more = shorten(answer.text.markdown)
    return Draft(
        kind=Kind.STATEMENT,
        key=(question.title.plain,),
        fronts=(asked, f"{title}\n\n{asked}"),
        back=back,
        more=more,
        group="answer",
        scope=scope,
        source=answer.source,
    )


def interview_draft(question: Question, scope: Scope) -> Draft:
    """The question itself: prompt and hints in front; solution, rubric and flags behind."""
    parts = dict(_parts(question))
    solution = question.section(Role.SOLUTION) or question.section(Role.KEY_POINTS)
    outline = _outline(solution.nodes) if solution else []
    back = "\n".join(f"- {escape_markdown(line)}" for line in outline) or "The model solution below"
    title = unbold(question.title.markdown)
    prompt = parts.get("prompt", "")
    asked = f"**{title}**\n\n{prompt}" if prompt else f"**{title}**"
    return Draft(
        kind=Kind.INTERVIEW,
        key=(question.title.plain,),
        fronts=(asked, within(scope.document.title.plain, asked)),
        back=back,
        more=parts.get("solution", ""),
        group="interview",
        scope=scope,
        source=question.source,
        extra=tuple(parts.items()),
    )


def _parts(question: Question) -> Iterable[tuple[str, str]]:
    """The named parts of the interview card, as markdown; empty ones are left out."""
    roles = {
        "prompt": (Role.PROMPT,),
        "solution": (Role.SOLUTION, Role.KEY_POINTS, Role.OTHER),
        "rubric": (Role.RUBRIC,),
        "follow_ups": (Role.FOLLOW_UPS,),
        "related": (Role.RELATED, Role.INSIGHTS),
    }
    for name, wanted in roles.items():
        text = "\n\n".join(
            section.markdown.strip("\n -") if name == "related" else _trim(section.markdown)
            for section in question.sections
            if section.role in wanted and section.markdown.strip()
        )
        if text.strip():
            yield name, text
    meta = [f"{m.key}: {m.value.plain}" for m in question.meta if _shown(m.key)]
    if meta:
        yield "meta", escape_markdown(" · ".join(meta))
    hints = [node for section in question.sections for node in walk(section.nodes)
             if isinstance(node, Hint)]  # fmt: skip
    if hints:
        yield "hints", _HINT_RULE.join(_hint(hint) for hint in hints)
    yield from _flags(question)


def _trim(markdown: str) -> str:
    """A section's text without the rules (`---`) that close it."""
    text = markdown.strip()
    while text.endswith("\n---") or text == "---":
        text = text.removesuffix("---").rstrip()
    return text


def _shown(key: str) -> bool:
    return key.casefold() in {"difficulty", "level", "time", "time allotted", "duration"}


def _hint(hint: Hint) -> str:
    topic = unbold(hint.topic.markdown)
    return f"**{topic}** — {hint.text.markdown}" if topic else hint.text.markdown


def _flags(question: Question) -> Iterable[tuple[str, str]]:
    named = {"looking_for": [], "red_flags": [], "green_flags": []}  # type: dict[str, list[str]]
    for section in question.sections:
        if section.role is not Role.LOOKING_FOR:
            continue
        for node in section.nodes:
            name = _flag_name(node)
            for lst in [node, *getattr(node, "children", ())]:
                if isinstance(lst, List):
                    named[name] += [f"- {item.text.markdown}" for item in lst.items]
    for name, lines in named.items():
        if lines:
            yield name, "\n".join(lines)


def _flag_name(node: Node) -> str:
    label = node.label.plain.casefold() if isinstance(node, Labelled) else ""
    if "red" in label.split() or "warning" in label:
        return "red_flags"
    if "green" in label.split() or "strong" in label:
        return "green_flags"
    return "looking_for"


def _outline(nodes: tuple[Node, ...]) -> list[str]:
    """What an answer must cover, at most eight lines: the solution's headings, else its points."""
    labels = [node.label.plain for node in nodes if isinstance(node, Labelled)]
    if len(labels) < 2:
        labels = [
            item.text.plain for node in walk(nodes) if isinstance(node, List) for item in node.items
        ]
    lines = (strip_brackets(label).rstrip(":") for label in labels)
    seen = list(dict.fromkeys(line for line in lines if line))
    return seen[:8] + ([f"… and {len(seen) - 8} more"] if len(seen) > 8 else [])


def extract_follow_up(node: FollowUp, scope: Scope, sheet: Sheet) -> None:
    """A follow-up question, answered by the points looked for."""
    text = node.question.plain
    if not node.looking_for:
        sheet.skip(node.source, "follow-up", text, "the question has no answer in the document")
        return
    parts = split_points(node.looking_for.markdown)
    listed = 2 <= len(parts) <= 6 and all(len(words(part)) <= 12 for part in parts)
    if listed:
        back, more = "\n".join(f"- {part}" for part in parts), ""
    else:
        back, more = shorten(node.looking_for.markdown)
    question = unbold(node.question.markdown)
    sheet.add(
        node.source,
        "follow-up",
        text,
        [
            Draft(
                kind=Kind.FOLLOW_UP,
                key=(text,),
                fronts=(front(scope.topic, question),),
                back=back,
                more=more,
                group=f"follow-up:{text}",
                scope=scope,
                source=node.source,
            )
        ],
    )


def extract_looking_for(section: Section, scope: Scope, sheet: Sheet) -> None:
    """Competencies on the interview card; flags there and as lists of their own."""
    for node in section.nodes:
        name = _flag_name(node)
        for lst in [node, *getattr(node, "children", ())]:
            if not isinstance(lst, List):
                continue
            label = {"red_flags": "Red flags", "green_flags": "Green flags"}.get(name)
            for item in lst.items:
                drafts: Iterable[Draft] = ()
                if label:
                    inner = scope.under(f"{label} in an answer")
                    key = strip_brackets(item.text.plain)
                    drafts = item_drafts(item, lst.items, inner, key, ordered=False)
                sheet.on_interview_card(item.source, "list item", item.text.plain, drafts)
        if isinstance(node, Paragraph):
            sheet.on_interview_card(node.source, "paragraph", node.text.plain)
