"""The item of a list that tells of the very case that a question names.

`How many pods fit into a rollout of 10 replicas?` is answered by `10 replicas: at most 13`, and by
none of the items about other numbers of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.document import List, Node
from flashcards.facts.wanted import asks_quantity
from flashcards.facts.wording import MAX_ANSWER_WORDS, unbold, without_stop, words
from flashcards.tree import plain
from flashcards.tree.cut import cut, rstrip, strip
from flashcards.tree.nodes import Inlines

# The case of an item, with a number, in front of what holds in it.
_CASE = re.compile(r"^(?P<case>[^:=]{0,20}\d[^:=]{0,20}):\s+(?=\S)")


def item_of_case(question: str, nodes: Sequence[Node]) -> Inlines:
    """What the one item of a list says of the case of a question; nothing where there is none."""
    if not asks_quantity(question):
        return ()
    asked = f" {question.casefold().rstrip('?. ')} "
    found = []
    for node in nodes:
        for item in node.items if isinstance(node, List) else ():
            match = _CASE.match(item.text.plain)
            if match and re.search(
                rf"(?<![\w.,]){re.escape(match['case'].strip().casefold())}(?![\w.,]*\w)", asked
            ):
                found.append(strip(cut(unbold(item.text.inlines), match.end())))
    if len(found) != 1 or len(words(plain(found[0]))) > MAX_ANSWER_WORDS:
        return ()
    return without_stop(rstrip(found[0]))
