"""The long-form card of a question, its follow-ups, flags, hints and rubric."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from flashcards import patterns as re
from flashcards.card import Fact, Interview
from flashcards.card import FollowUp as AskedFurther
from flashcards.document import (
    FollowUp,
    Formula,
    Hint,
    Labelled,
    List,
    Listing,
    Node,
    Paragraph,
    Question,
    Role,
    Section,
    Table,
    walk_sections,
)
from flashcards.facts.asked_part import asked_part
from flashcards.facts.beyond import trimmed
from flashcards.facts.case_items import item_of_case
from flashcards.facts.cases import supposes
from flashcards.facts.contrasts import told_of_both
from flashcards.facts.core_answer import (
    core_sentence,
    is_remark,
    unmarked,
)
from flashcards.facts.first_part import first_part
from flashcards.facts.formula_end import ending_in_formula
from flashcards.facts.given import given
from flashcards.facts.lists import Shown, item_drafts
from flashcards.facts.outline import outline
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet
from flashcards.facts.told_quantity import (
    FOUND_BY,
    OPERATES,
    begins_with_amount,
    is_result,
    tells_formula,
)
from flashcards.facts.wanted import asks_quantity, asks_several, counts, has_wanted, wants
from flashcards.facts.wording import (
    MAX_ANSWER_WORDS,
    answer_of,
    ask,
    front,
    joined,
    reading,
    said,
    shorten,
    split_sentences,
    strip_brackets,
    unbold,
    within,
    within_limit,
    without_source,
    words,
)
from flashcards.tree import Span, flat, plain
from flashcards.tree import nodes as n
from flashcards.tree.cut import cut, rstrip, strip
from flashcards.tree.nodes import Blocks, Inlines

_WHOLE_TABLE = 90
_WHOLE = 60
"""Words of a table or listing that may be the answer itself."""

# What a comma only parts from the clause before it.
_GOES_ON = re.compile(
    r"(?:i\.e\.|e\.g\.)|"
    r"(?:which|who|whose|where|that|because|since|so|but|not|then|if|when|while|as|including|such|"
    r"especially|like|hence|thus|with|without|usually|mostly|even|though)\b",
    re.IGNORECASE,
)
# `and` or `or` before the last of several points.
_AND = re.compile(r"(?:and|or)\s+")


_BELOW = "The model solution below"


def points_below(fact: Fact) -> bool:
    """Whether a question's card only says that its answer stands below."""
    return isinstance(fact.ask, Interview) and reading(fact.back) == _BELOW


# What a question points at, where nothing but its answer shows it.
_POINTS = re.compile(
    r"\b(?:these|the following|this)\s"
    r"(?:lines?|code|program|snippet|query|queries|listing|output)\b",
    re.IGNORECASE,
)


def is_unclear(fact: Fact) -> bool:
    """Whether a question's card leaves open what it asks: for what it does not show, or for all."""
    if not isinstance(fact.ask, Interview) or fact.ask.prompt:
        return False
    if _POINTS.search(fact.question_title):
        return True
    title = fact.question_title.strip()
    listed = isinstance(fact.back[0], n.BulletList)
    return listed and title.isascii() and not _ASKS.search(title)


# A heading in capitals, as titles are written: `Timing Breakdown of a Run`.
_CAPITALS = re.compile(
    r"^[A-Z][\w()./&-]*(?: (?:[A-Z0-9(&][\w()./-]*|of|and|the|for|with|in|to|vs|an?|on|by))+$"
)


def tells_nothing(fact: Fact) -> bool:
    """Whether a question's card shows a table, code, or little but headings of its long answer."""
    if not isinstance(fact.ask, Interview):
        return False
    first = fact.back[0]
    if isinstance(first, n.CodeBlock):
        return not _WANTS_CODE.search(fact.question_title)
    if not isinstance(first, n.BulletList):
        return isinstance(first, n.Table) or points_below(fact)
    labels = [
        plain(block.children[0].children)
        for block in fact.ask.solution
        if isinstance(block, n.Paragraph) and block.children
        if isinstance(block.children[0], n.Strong)
    ]
    labels += [plain(b.children) for b in fact.ask.solution if isinstance(b, n.Heading)]
    lines = [reading(item.children) for item in first.items]
    whole = len(fact.ask.solution) <= len(lines)  # the points themselves are the answer
    bare = [
        line.startswith("…")
        or any(line in label for label in labels)
        or (not whole and bool(_CAPITALS.match(line)))
        for line in lines
    ]
    return sum(bare) > len(lines) / 2


def shows_table(fact: Fact) -> bool:
    """Whether a question's card has a table for its answer."""
    return isinstance(fact.ask, Interview) and isinstance(fact.back[0], n.Table)


def interview_draft(question: Question, scope: Scope) -> Draft:
    """The question itself: prompt and hints in front; solution, rubric and flags behind."""
    parts = interview_parts(question)
    back = _in_brief(question) or (ask(_BELOW),)
    if supposed := given(scope.document, question, (ask(question.title.inlines),), back):
        parts = replace(parts, prompt=answer_of(supposed))
    title = without_source(question.title.inlines)
    if not parts.prompt and (one := first_part(title, back, parts.solution)):
        title = one
    asked: Blocks = (
        ask((n.Strong(unbold(title)),)),
        *parts.prompt,
    )
    english = scope.document.language in {"", "en"}
    points = english and question.section(Role.SOLUTION) is None and _points_of(back)
    if points:
        asked = (*asked, ask(f"Which {points} {_COVERED}"))
    elif (
        not parts.prompt
        and not _is_sentence(back)
        and _only_names(question.title.plain, scope.document.language)
    ):
        asked = (*asked, ask("What must an answer cover?"))
    return Draft(
        ask=parts,
        key=(question.title.plain,),
        fronts=(asked, within(question.category or scope.document.title.plain, asked)),
        back=back,
        more=parts.solution,
        group="interview",
        scope=scope,
        source=question.source,
        may_leak=True,
    )


_COVERED = "points must an answer cover?"


def asks_for_points(fact: Fact) -> bool:
    """Whether a question's card asks for the points of an answer, which its document lacks."""
    return isinstance(fact.ask, Interview) and reading(fact.front).endswith(_COVERED)


def _points_of(back: Blocks) -> int:
    """How many points a card lists, if it lists several and nothing else."""
    first = back[0]
    listed = len(back) == 1 and isinstance(first, n.BulletList) and len(first.items) > 1
    return len(first.items) if listed and isinstance(first, n.BulletList) else 0


def _is_sentence(back: Blocks) -> bool:
    """Whether an answer is one paragraph: its title, as a question, asks for just that."""
    return len(back) == 1 and isinstance(back[0], n.Paragraph)


# A title that asks or demands something.
_ASKS = re.compile(
    r"^(?:what|which|who|when|where|why|how|is|are|do|does|did|can|could|should|would|will|"
    r"explain|describe|compare|discuss|define|name|list|design|debug|fix|find|choose|handle|"
    r"optimi[sz]e|prove|derive|tell|walk)\b|[?.!:…]\s*$",
    re.IGNORECASE,
)


def _only_names(title: str, language: str) -> bool:
    """Whether a title in English names a subject and asks nothing."""
    if language not in {"", "en"} or not title.isascii():
        return False
    return not _ASKS.search(title.strip()) and not _WANTS_CODE.search(title.strip())


def interview_parts(question: Question) -> Interview:
    """The parts of the question's card, as they were written."""
    hints = [node for node in walk_sections(question.sections) if isinstance(node, Hint)]
    meta = [f"{m.key}: {m.value}" for m in question.meta if _shown(m.key)]
    flags = _flags(question)
    return Interview(
        prompt=_written(question, Role.PROMPT),
        meta=answer_of(said(" · ".join(meta))),
        hints=tuple(map(_hint, hints)),
        solution=_written(question, Role.SOLUTION, Role.KEY_POINTS, Role.OTHER),
        looking_for=flags["looking_for"],
        red_flags=flags["red_flags"],
        green_flags=flags["green_flags"],
        rubric=_written(question, Role.RUBRIC),
        follow_ups=_written(question, Role.FOLLOW_UPS),
        related=_written(question, Role.RELATED, Role.INSIGHTS),
    )


def _written(question: Question, *roles: Role) -> Blocks:
    """The blocks of all sections of these roles, without the rules that close them."""
    out: list[n.Block] = []
    for section in question.sections:
        if section.role in roles:
            blocks = section.blocks
            while blocks and isinstance(blocks[-1], n.Rule):
                blocks = blocks[:-1]
            out.extend(blocks)
    return tuple(out)


def _shown(key: str) -> bool:
    return key.casefold() in {"difficulty", "level", "time", "time allotted", "duration"}


def _hint(hint: Hint) -> Blocks:
    topic = unbold(hint.topic.inlines)
    lead: Inlines = (n.Strong(topic), *said(" — ")) if topic else ()
    return (ask(lead, hint.text.inlines),)


def _flags(question: Question) -> dict[str, Blocks]:
    named: dict[str, list[n.Item]] = {"looking_for": [], "red_flags": [], "green_flags": []}
    for section in question.sections:
        if section.role is not Role.LOOKING_FOR:
            continue
        for node in section.nodes:
            name = _flag_name(node)
            for lst in [node, *getattr(node, "children", ())]:
                if isinstance(lst, List):
                    named[name] += [n.Item((ask(item.text.inlines),)) for item in lst.items]
    return {name: (n.BulletList(tuple(items)),) if items else () for name, items in named.items()}


def _flag_name(node: Node) -> str:
    label = node.label.plain.casefold() if isinstance(node, Labelled) else ""
    if "red" in label.split() or "warning" in label:
        return "red_flags"
    if "green" in label.split() or "strong" in label:
        return "green_flags"
    return "looking_for"


def _is_told_late(title: str, core: Inlines, first: Node | None) -> bool:
    """Whether a sentence behind a table or listing gives the quantity that is asked for."""
    told = plain(core)
    if not asks_quantity(title):
        return False
    if is_result(told):  # `So the average is the charge per second` leads to no number
        return bool(re.search(r"\d", told)) or tells_formula(told)
    return not isinstance(first, Listing)


def _in_brief(question: Question) -> Blocks:
    """What an answer must hold: its core, a short table, formula or listing, else its outline."""
    role = Role.SOLUTION if question.section(Role.SOLUTION) else Role.KEY_POINTS
    nodes = tuple(node for s in question.sections if s.role is role for node in s.nodes)
    headed = sum(isinstance(node, Labelled) for node in nodes) >= 2
    part = asked_part(question.title.plain, nodes) if headed else ()
    lead = (part or _opening(question, nodes)) if headed else _lead(question, nodes)
    shown = () if headed else _shown_whole(question.title.plain, _written(question, role))
    title = question.title.plain
    formula = _formula_first(title, nodes) or ending_in_formula(title, nodes)
    if formula or (formula := answer_of(item_of_case(title, nodes))):
        return formula
    if lead and shown and _is_only_remark(title, plain(lead)):
        lead = ()
    several = bool(shown) and isinstance(shown[0], n.Table) and asks_several(question.title.plain)
    if lead and several and not told_of_both(question.title.plain, [lead]):
        together = (*answer_of(lead), *shown)
        if _is_short(together):
            return together
        one = (
            asks_quantity(title) and re.search(r"\d", plain(lead)) and not _RULE.search(plain(lead))
        )
        return shown if one else answer_of(lead)
    if lead:
        return answer_of(lead)
    if shown and isinstance(shown[0], n.CodeBlock) and (result := _printed(question, shown[0])):
        return answer_of(result)
    if shown:
        return shown
    lines = outline(nodes)
    if not lines and nodes and isinstance(nodes[0], Paragraph):
        opening = within_limit(nodes[0].text.inlines)  # less than all, and yet no empty card
        return answer_of(opening) if not plain(opening).rstrip().endswith(":") else ()
    return (n.BulletList(tuple(n.Item((ask(line),)) for line in lines)),) if lines else ()


# What a line of code gives, as its comment says: a number with its unit, and nothing else.
_GIVES = re.compile(
    r"\S\s*(?:#|//|--|/\*)\s*(?P<result>[~≈$€£]?\d[\d.,]*(?:\s?(?P<unit>[^\s*\d]\S*))?)\s*(?:\*/)?$"
)


def _printed(question: Question, block: n.CodeBlock) -> Inlines:
    """What a listing gives where a quantity is asked for: a result with no other like it."""
    lines = block.value.split("\n")[: len(block.starts)]
    found = [(i, match) for i, line in enumerate(lines) if (match := _GIVES.search(line))]
    if not found or not asks_quantity(question.title.plain):
        return ()
    index, first = found[0]
    if any(other["unit"] == first["unit"] for _, other in found[1:]):
        return ()  # results of several cases
    at = block.starts[index] + first.start("result")
    return (n.Text(first["result"], span=Span(at, at + len(first["result"]))),)


def _opening(question: Question, nodes: tuple[Node, ...]) -> Inlines:
    """What answers in front of the headed parts of an answer; nothing where they answer."""
    before = tuple(takewhile(lambda node: not isinstance(node, Labelled), nodes))
    return _lead(question, before) if all(isinstance(node, Paragraph) for node in before) else ()


# Words and signs of a rule, which holds for each row of the table below it.
_RULE = re.compile(
    r"[×·÷=]|\s/\s|\b(?:times|divided|plus|minus|product|sum|share|ratio|mal|geteilt|durch|fois|"
    r"divisée?|por|entre|dividido)\b",
    re.IGNORECASE,
)
# `With chi-square`, `By counting`, `As the sum of …`: short, and yet it says how.
_SAYS_HOW = re.compile(
    r"(?:by|with|using|via|as|mit|durch|indem|als|par|avec|en|con|por|com)\s|[^\W\d_]+(?:ando|iendo)\s",
    re.IGNORECASE,
)
_ASKS_HOW = re.compile(r"[¿\s]*(?:how|wie|comment|cómo|como)\b", re.IGNORECASE)
_ASKS_WHY = re.compile(r"[¿\s]*(?:why|warum|weshalb|pourquoi|por qué)\b", re.IGNORECASE)
_EXPLAINED = 4
"""Words of a sentence that says how or why, or what a title names, whatever its words are."""


def _is_only_remark(title: str, lead: str) -> bool:
    """Whether a short sentence in front of what is shown does not answer by itself."""
    if counts(title) and begins_with_amount(lead):
        return False
    if OPERATES.search(lead) and not re.search(r"\d", title):
        return False  # the rule of which a table gives cases
    if _ASKS_HOW.match(title) and (_SAYS_HOW.match(lead) or FOUND_BY.search(lead)):
        return False
    explains = _ASKS_HOW.match(title) or _ASKS_WHY.match(title) or _only_names(title, "")
    if explains and len(words(lead)) >= _EXPLAINED:
        return False
    return is_remark(title, lead)


# A formula in words in front of a colon: `Pages × cost + rows × cost:`.
_IN_WORDS = re.compile(r"^[^\W\d_][^.:;=?!]*\s[×*·÷/]\s[^\d.:;=?!][^.:;?!]*:?$")


def _formula_first(title: str, nodes: tuple[Node, ...]) -> Blocks:
    """The formula that opens an answer to a question for a quantity in general; or nothing."""
    first = nodes[0] if nodes else None
    if not asks_quantity(title) or re.search(r"\d", title):
        return ()
    if isinstance(first, Formula) and "=" in first.block.tex and len(nodes) > 1:
        return (first.block,)
    if isinstance(first, Paragraph) and _IN_WORDS.match(first.text.plain.strip()):
        return answer_of(rstrip(unbold(first.text.inlines), " :"))
    return ()


def _fits(blocks: Blocks) -> bool:
    return len(words(reading(blocks))) <= _WHOLE


def _is_short(blocks: Blocks) -> bool:
    return len(words(reading(blocks))) <= MAX_ANSWER_WORDS


# Questions that code answers.
_WANTS_CODE = re.compile(
    r"^(?:write|show|compute|calculate|set up|print|implement|give|convert|build|sketch)\b|"
    r"\b(?:code|script|command|query|program)\b|^how (?:do|would|can) (?:you|i|we)\b",
    re.IGNORECASE,
)


def wants_code(title: str) -> bool:
    """Whether a question is answered by code."""
    return _WANTS_CODE.search(title) is not None


# A comment with what its line gives.
_RESULT_SAID = re.compile(r"(?:#|//|--|/\*)[^\n]*\d")


def _shown_whole(title: str, blocks: Blocks) -> Blocks:
    """The table, else the formula, else the listing that is short enough to be the answer."""
    first = next((block for block in blocks if not isinstance(block, n.Paragraph)), None)
    if isinstance(first, n.BulletList | n.OrderedList):
        return ()  # its points are the outline
    table = next((block for block in blocks if isinstance(block, n.Table)), None)
    if table is not None:
        return (table,) if len(words(reading((table,)))) <= _WHOLE_TABLE else ()
    for block in blocks:
        if isinstance(block, n.MathBlock):
            return (block,) if _fits((block,)) else ()
        if isinstance(block, n.CodeBlock):
            alone = not any(isinstance(other, n.Paragraph) for other in blocks)
            tells = alone or _WANTS_CODE.search(title) or _RESULT_SAID.search(block.value)
            return (block,) if tells and _fits((block,)) else ()
    return ()


def _without_announcement(text: Inlines) -> Inlines:
    """A text without its last sentence, if that only announces what stands below: `With f16:`."""
    *before, last = split_sentences(text)
    announces = plain(last).rstrip().endswith(":") and not FOUND_BY.search(plain(last))
    return joined(*before) if before and announces else text


# A demand for a result.
_WORK_OUT = re.compile(
    r"(?:work out|calculate|compute|determine|estimate|find|derive)\b", re.IGNORECASE
)


def _lead(question: Question, nodes: tuple[Node, ...]) -> Inlines:
    """The sentences of an answer without headings that answer the question themselves."""
    texts = [
        unmarked(node.text.inlines)
        for node in nodes
        if isinstance(node, Paragraph) and node.text.plain.strip()
    ]
    first = nodes[0] if nodes else None
    title = question.title.plain
    if texts and any(isinstance(node, Table) for node in nodes[1:2]):
        texts[0] = _without_announcement(texts[0])
    opens = isinstance(first, Paragraph) and bool(first.text.plain.strip())
    if both := told_of_both(title, texts):
        return both
    if title.rstrip().endswith("?") and question.section(Role.PROMPT) is None and texts:
        core = core_sentence(title, texts if opens else texts[:1])
        if not core and opens:
            return ()
        if (
            core
            and not plain(core).rstrip().endswith(":")
            and (opens or _is_told_late(title, core, first))
            and (opens or not wants(title) or has_wanted(title, plain(core)))
        ):
            return trimmed(title, core)
    if not isinstance(first, Paragraph) or not opens or first.text.plain.rstrip().endswith(":"):
        return ()
    second = nodes[1] if len(nodes) > 1 else None
    if _WORK_OUT.match(title) and isinstance(second, List) and second.ordered:
        return ()  # the sentence only gives what the steps below work with
    if second is not None and supposes(first.text.plain):
        return ()  # it only says what the rest takes for given
    return within_limit(unmarked(first.text.inlines))


def extract_follow_up(node: FollowUp, scope: Scope, sheet: Sheet) -> None:
    """A follow-up question, answered by the points looked for."""
    text = node.question.plain
    if not node.looking_for:
        sheet.skip(node.source, "follow-up", text, "the question has no answer in the document")
        return
    parts = split_points(node.looking_for.inlines)
    listed = 2 <= len(parts) <= 6 and all(
        len(words(reading(answer_of(part)))) <= 12 for part in parts
    )
    more: Inlines = ()
    if listed:
        back: Blocks = (n.BulletList(tuple(n.Item((ask(part),)) for part in parts)),)
    else:
        answer, more = shorten(node.looking_for.inlines)
        back = answer_of(answer)
    sheet.add(
        node.source,
        "follow-up",
        text,
        [
            Draft(
                ask=AskedFurther(points=tuple(parts) if listed else ()),
                key=(text,),
                fronts=(front(scope.topic, ask(unbold(node.question.inlines))),),
                back=back,
                more=answer_of(more),
                group=f"follow-up:{text}",
                scope=scope,
                source=node.source,
            )
        ],
    )


# What parts points, and what holds them together.
_PARTING = re.compile(r"[()\[\]{}\",;]")


def split_points(inlines: Inlines) -> list[Inlines]:
    """The points of a line; commas in brackets, quotes, code and numbers do not split."""
    read = flat(inlines)
    text = read.text
    parts: list[Inlines] = []
    depth, in_quotes, start = 0, False, 0
    for match in _PARTING.finditer(text):
        index, sign = match.start(), match[0]
        if read.in_code(index):
            continue
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth = max(0, depth - 1)
        elif sign == '"':
            in_quotes = not in_quotes
        elif not depth and not in_quotes and not _in_number(text, index):
            parts.append(cut(inlines, start, index))
            start = index + 1
    parts.append(cut(inlines, start))
    if any(_GOES_ON.match(plain(strip(part))) for part in parts[1:]):
        return [inlines]
    cleaned = [_without_and(rstrip(strip(part), ".")) for part in _rejoined(parts)]
    return [part for part in cleaned if re.search(r"\w", reading(answer_of(part)))]


# A part that ends in one word behind a preposition, and one that goes on with the last of several.
_OPEN_LIST = re.compile(r"\b(?:with|of|by|between|such as|like) [^\W\d][\w-]+$", re.IGNORECASE)
_LAST_OF_LIST = re.compile(r"^[\w-]+ (?:and|or) \w")
# A part of one word, and one with the last subjects of a sentence and their verb.
_SUBJECT = re.compile(r"^[\w-]+$")
_LAST_SUBJECTS = re.compile(r"^[\w-]+ and [\w-]+ (?:is|are|was|were|has|have|can|must|may)\b")


def _rejoined(parts: list[Inlines]) -> list[Inlines]:
    """The points, `a server with slow, broken and wrong streams` being one of them."""
    out: list[Inlines] = []
    for part in parts:
        before = plain(out[-1]).strip() if out else ""
        here = plain(part).strip()
        inside = _OPEN_LIST.search(before) and _LAST_OF_LIST.match(here)
        subjects = _SUBJECT.match(before) and _LAST_SUBJECTS.match(here)
        if inside or subjects:
            out[-1] = (*out[-1], *said(","), *part)
        else:
            out.append(part)
    return out


def _without_and(part: Inlines) -> Inlines:
    match = _AND.match(plain(part))
    return cut(part, match.end()) if match else part


def _in_number(text: str, index: int) -> bool:
    return text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()


def extract_looking_for(section: Section, scope: Scope, sheet: Sheet) -> None:
    """Competencies on the interview card; flags there and as lists of their own."""
    for node in section.nodes:
        name = _flag_name(node)
        for lst in [node, *getattr(node, "children", ())]:
            if not isinstance(lst, List):
                continue
            shown = Shown.of(lst.items)
            label = {"red_flags": "Red flags", "green_flags": "Green flags"}.get(name)
            for item in lst.items:
                drafts: Iterable[Draft] = ()
                if label:
                    inner = scope.under(f"{label} in an answer")
                    key = strip_brackets(item.text.plain)
                    drafts = item_drafts(item, shown, inner, key, ordered=False)
                sheet.shown(item.source, "list item", item.text.plain, drafts)
        if isinstance(node, Paragraph):
            sheet.shown(node.source, "paragraph", node.text.plain)
