"""Multiple choice: one card with its options; wrong ones are never the answer of any card."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import Choice
from flashcards.card import Option as Offered
from flashcards.document import Option, Question, Role
from flashcards.facts.authored import asked_of, written
from flashcards.facts.given import given, naming
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft
from flashcards.facts.wording import answer_of, ask, reading, split_sentences, tokens
from flashcards.tree import flat, plain
from flashcards.tree import nodes as n
from flashcards.tree.cut import cut, strip
from flashcards.tree.nodes import Blocks, Inlines
from flashcards.tree.span import Span, hull


def choice_draft(question: Question, scope: Scope) -> Draft:
    """The question with its options; the right ones answer it, the explanation stands below."""
    asked = _without_options(asked_of(question), question.options)
    right = [option for option in question.options if option.right]
    lines = tuple(
        n.Item((ask(_letter(option), option.text.inlines),)) for option in question.options
    )
    if len(right) == 1:
        back = answer_of(right[0].text.inlines)
    else:
        back = (n.BulletList(tuple(n.Item((ask(o.text.inlines),)) for o in right)),)
    more = _explanation(question, right)
    asked = (*answer_of(_given(question, scope, (asked, back, more))), *asked)
    are = "is" if len(right) == 1 else "are"
    many = ask(f"{len(right)} of {len(lines)} {are} right.")
    return Draft(
        ask=Choice(
            asked=asked,
            options=tuple(Offered(text=o.text.inlines, right=o.right) for o in question.options),
        ),
        key=(question.title.plain,),
        fronts=((*asked, n.BulletList(lines), many),),
        back=back,
        more=more,
        group="choice",
        scope=scope,
        source=question.source,
    )


# Units said in others, which who answers knows or is asked for: `1 inch = 25.4 mm`.
_CONVERTS = re.compile(
    r"(?:1|one|an?|een|één|une?|un['’]|eine?)\s?[^\W\d_]{1,7}\s"
    r"(?:=|is|are|has|ist|sind|hat|vaut|a|es|tiene|é|è|ha)\s\d",
    re.IGNORECASE,
)


def _given(question: Question, scope: Scope, card: tuple[Blocks, Blocks, Blocks]) -> Inlines:
    """What the right option follows from and its question does not say, in the document's words."""
    asked, back, more = card
    told = given(scope.document, question, asked, (*back, *answer_of(_reason(more))))
    text = plain(told)
    whole = text[:1].isupper() or text[:1].isdigit()
    if whole and not _CONVERTS.match(text):
        return told
    return naming(scope.document, question, [option.text.plain for option in question.options])


def _reason(explanation: Blocks) -> Inlines:
    """The sentence that says how a right option comes out; those behind it tell of other cases."""
    first = explanation[0] if explanation else None
    return split_sentences(first.children)[0] if isinstance(first, n.Paragraph) else ()


def _letter(option: Option) -> str:
    return f"{option.letter}) " if option.letter else ""


def _spans(options: tuple[Option, ...]) -> list[Span]:
    return [option.text.span for option in options if option.text.span.start >= 0]


def _without_options(blocks: Blocks, options: tuple[Option, ...]) -> Blocks:
    """The blocks of a question before its options."""
    spans = _spans(options)
    out: list[n.Block] = []
    for block in blocks:
        if not any(_extent(block).touches(span) for span in spans):
            out.append(block)
        elif isinstance(block, n.Paragraph):
            kept = _lines_before(block, min(span.start for span in spans))
            if kept:
                out.append(n.Paragraph(kept, span=block.span))
    return tuple(out)


def _extent(block: n.Block) -> Span:
    """From a block's first character to its last."""
    if block.span.start >= 0:
        return block.span
    return hull(node.span for run in n.own_inlines(block) for node in run)


def _lines_before(block: n.Paragraph, place: int) -> n.Inlines:
    """The lines of a paragraph above the one that holds a place."""
    read = flat(block.children, line="\n")
    at = next((i for i, start in enumerate(read.starts) if start >= place), len(read.text))
    return strip(cut(block.children, 0, max(read.text.rfind("\n", 0, at), 0)))


def _explanation(question: Question, right: list[Option]) -> Blocks:
    """What the document says of the answer beyond which it is."""
    blocks = written(question, Role.SOLUTION, Role.KEY_POINTS, Role.OTHER, Role.INSIGHTS)
    spans = _spans(question.options)
    out = [
        block
        for block in blocks
        if not any(_extent(block).touches(span) for span in spans)
        and not _says_only_which(reading((block,)), right)
    ]
    return tuple(out)


def _says_only_which(text: str, right: list[Option]) -> bool:
    """Whether a text names the right options and says nothing else."""
    left = list(tokens(text))
    for option in right:
        for word in (*tokens(option.letter), *tokens(option.text.plain)):
            if word in left:
                left.remove(word)
    return len(left) <= 3 and all(word.isalpha() for word in left)
