"""What is seen with its list or drawing, or cannot be read, is no card by itself."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import Cell, Diagram, Fact, FollowUp, ListItem, Step, Term, WholeList
from flashcards.editor.rules.setting import Setting
from flashcards.editor.words import word_class
from flashcards.facts.wording import reading, strip_brackets
from flashcards.tree.cut import pictures_in
from flashcards.tree.flat import plain

# An answer that is a link, or a promise.
_ELSEWHERE = re.compile(
    r"^(?:(?:answer|source|link|src|see)\W*)?\(?https?:\S+$|"
    r"^(?:answer|solution|source|link|src|here|see here|click here)\W*$|"
    r"^(?:to be (?:completed|done|added)|todo|tbd)\b",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(r"^\{\{.*\}\}$", re.DOTALL)

_DRAWN = re.compile(r"[─│┌┐└┘├┤┬┴┼═║►◄▲▼]|--+>|<--+|──")
_ARROW = re.compile(r"[►◄▲▼→←↑↓]|--+>|<--+|\?\?\?")


def shown_with_its_list(fact: Fact, _: Setting) -> str:
    """“Which of the 5 is missing?” asks for the place in a list, not for knowledge."""
    return "a list is asked whole or not at all" if isinstance(fact.ask, ListItem | Step) else ""


def part_of_a_drawing(fact: Fact, _: Setting) -> str:
    """What stands at one place of a drawing is seen, not known."""
    return "a part of a drawing means little without it" if isinstance(fact.ask, Diagram) else ""


def only_a_degree(fact: Fact, _: Setting) -> str:
    """`High` says how much, and by what measure nobody knows; so do two of it."""
    if isinstance(fact.ask, WholeList):
        told = [plain(item).rpartition(": ")[2] for item in fact.ask.items]
        if not fact.group.startswith("pair:"):
            return ""
    elif isinstance(fact.ask, Cell | Term):
        told = [strip_brackets(reading(fact.back))]
    else:
        return ""
    said = {word for text in told for word in text.casefold().strip(" .").split()}
    return "an answer that says little" if said <= word_class("degrees") else ""


def one_point_of_several(fact: Fact, _: Setting) -> str:
    """“What is the one point?” has no answer that an expert would give."""
    return "one point without a question" if fact.group.startswith("item:") else ""


def not_readable(fact: Fact, _: Setting) -> str:
    """Arrowheads and cut drawings are no answer."""
    if isinstance(fact.ask, FollowUp):
        return ""
    answer = reading(fact.back)
    sketched = isinstance(fact.ask, Term | Cell) and re.search(r"[→⇒]|->", answer)
    if _ELSEWHERE.match(answer.strip()):
        return "the answer stands elsewhere"
    if _SHORTCODE.match(answer.strip()):
        return "a sign of the site that it was written for"
    if _DRAWN.search(answer) or _ARROW.search(answer[:6]) or sketched:
        return "signs of a drawing"
    seen = re.search(r"\w", answer) or pictures_in(fact.back)
    return "" if seen else "nothing to read"
