"""What cards say of their documents, in the documents' languages.

A card of a document in another language than these says it in English.
"""

from __future__ import annotations

from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """The remarks in one language.

    Attributes:
        says: opens the remark on a number that was refuted.
        recomputed: goes on to the number that is right.
        fails: goes on where no number is known to be.
        stands: what is concluded from it; the braces hold that.
        head: stands above several such remarks.
        left_out: says that a solution is not shown whole.
    """

    says: str
    recomputed: str
    fails: str
    stands: str
    head: str
    left_out: str


_ALL = {
    "en": Remarks(
        says="The document says ",
        recomputed="; recomputed: ",
        fails=", which does not hold",
        stands=" What is concluded from it, “{}”, may not hold.",
        head="Recomputed numbers of this solution:",
        left_out="The rest of the solution stands in the document.",
    ),
    "de": Remarks(
        says="Im Dokument steht ",
        recomputed="; nachgerechnet: ",
        fails=", was nicht stimmt",
        stands=" Was daraus geschlossen wird, „{}“, stimmt vielleicht nicht.",
        head="Nachgerechnete Zahlen dieser Lösung:",
        left_out="Der Rest der Lösung steht im Dokument.",
    ),
    "fr": Remarks(
        says="Le document dit ",
        recomputed=" ; recalculé : ",
        fails=", ce qui est inexact",
        stands=" Ce qui en est conclu, « {} », est peut-être faux.",
        head="Nombres recalculés de cette solution :",
        left_out="Le reste de la solution est dans le document.",
    ),
    "es": Remarks(
        says="El documento dice ",
        recomputed="; recalculado: ",
        fails=", lo que no es correcto",
        stands=" Lo que se concluye de ello, «{}», quizá no sea cierto.",
        head="Números recalculados de esta solución:",
        left_out="El resto de la solución está en el documento.",
    ),
    "pt": Remarks(
        says="O documento diz ",
        recomputed="; recalculado: ",
        fails=", o que não está certo",
        stands=" O que se conclui disso, «{}», talvez não seja verdade.",
        head="Números recalculados desta solução:",
        left_out="O resto da solução está no documento.",
    ),
    "it": Remarks(
        says="Il documento dice ",
        recomputed="; ricalcolato: ",
        fails=", il che non è corretto",
        stands=" Ciò che se ne conclude, «{}», forse non è vero.",
        head="Numeri ricalcolati di questa soluzione:",
        left_out="Il resto della soluzione è nel documento.",
    ),
    "nl": Remarks(
        says="In het document staat ",
        recomputed="; nagerekend: ",
        fails=", wat niet klopt",
        stands=" Wat eruit wordt besloten, “{}”, klopt misschien niet.",
        head="Nagerekende getallen van deze oplossing:",
        left_out="De rest van de oplossing staat in het document.",
    ),
}
SAYS = frozenset(one.says for one in _ALL.values())
"""How the remark on a number that was refuted begins, in any of the languages."""


def remarks(language: str) -> Remarks:
    """The remarks in a language.

    >>> remarks("pt").says, remarks("").says
    ('O documento diz ', 'The document says ')
    """
    return _ALL.get(language, _ALL["en"])
