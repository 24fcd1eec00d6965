"""Whether words answer anything: a question, a placeholder and `[to be continued]` do not."""

from __future__ import annotations

from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import (
    Labelled,
    List,
    Listing,
    ListingKind,
    Node,
    Paragraph,
    Quote,
    Role,
    Section,
)
from flashcards.questions.roles import role_of
from flashcards.tree import nodes as t
from flashcards.tree import plain
from flashcards.tree.nodes import Break, Image, Link, Text, walk_inlines

_MAX_HOLLOW = 200
_MAX_ASIDE_WORDS = 12
# An answer of nothing but a remark in brackets: `(to be filled in)`, `[à compléter en classe]`;
# `(2, 3)` and `[x]` are values.
_IN_BRACKETS = re.compile(r"\([^()]*\)\W*|\[[^\[\]]*\]\W*|（[^（）]*）\W*")
# A mark of what is to be done opens the line, whatever words follow; in small letters before a
# dash, a colon or the end.
_MARKED = re.compile(
    r"\W*(?:(?:TODO|TBD|TBA|FIXME|WIP|XXX)\b|"
    r"(?:todo|[Tt]o do|tbd|tba|wip|[Nn]och (?:zu )?(?:ergänzen|tun)|[Nn]og (?:te )?doen|"
    r"[Rr]este à faire|[Pp]or hacer|[Aa] fazer|[Dd]a fare)\s*(?:[-–—:,;.]|$))"
)
# A short remark that an answer is still to come, and from whom.
_WANTED = re.compile(
    r"\W*(?:(?:answers?|help|solutions?|contributions?) (?:is |are )?(?:wanted|welcome|"
    r"needed|missing)|"
    r"(?:still|yet) (?:open|to be \w+|unanswered)|noch (?:offen|zu \w+)|"
    r"nog (?:in te vullen|\w{0,4}vullen|te \w+)|"
    r"(?:reste )?à compléter|"
    r"(?:por|a) (?:completar|responder)|da completare|pendiente|en attente|"
    # What is left for a course, a talk or its reader.
    r"to be (?:filled in|added|completed|written|discussed|decided|announced|"
    r"clarified|confirmed|provided|answered|continued)|"
    r"(?:answers?|solutions?) (?:is |are )?(?:still )?pending|"
    r"(?:only |just )?for (?:those|people|participants|attendees|members) who|"
    r"à (?:discuter|voir|faire|remplir|traiter|rédiger|préciser|venir|chercher)|"
    r"wird (?:noch|in der|im|nachgereicht)|(?:noch )?zu (?:besprechen|klären|ergänzen)|"
    r"nur für (?:teilnehm\w+|die)|"
    r"(?:por|para) (?:discutir|ver|hacer|preguntar|ver en clase)|a (?:discutir|preencher|fazer)|"
    r"da (?:discutere|vedere|fare|chiedere))\b",
    re.IGNORECASE,
)
# What is told another time opens with a verb of coming or treating, and names the meeting.
_LATER = re.compile(
    r"\W{0,3}(?:(?:an |the |la |de |el |il |die )?(?:answer|solution|this|that|it|we|wir|das|dies"
    r"|réponse|respuesta|resposta|risposta|antwort|antwoord|dit|ответ|это)(?:'ll)? )?(?:will )?"
    r"(?:follows?|comes?|(?:be )?(?:cover|discuss|treat|solv)(?:ed)?|do|see|return to"
    r"|folgt|kommt|(?:besprechen|behandeln|machen|klären|lösen|sehen) wir"
    r"|suit|suivra|vient|viendra|sera \w+|on (?:en|le|la|y) \w+"
    r"|viene|vendrá|sigue|queda|se (?:ve|verá|\w{3,}rá|comenta|discute|resuelve)|lo \w+mos"
    r"|fica|vem|virá|segue|será \w+|(?:vemos|veremos|discutimos|discute-se|vê-se|a ver)"
    r"|seguirà|arriva|arriverà|verrà|(?:lo|la|ne|si) (?:vedrà|\w+iamo|\w+emo|discute)|vediamo"
    r"|volgt|komt|(?:behandelen|bespreken|doen|maken|zien) we|wordt (?:nog )?\w+"
    r"|обсудим|разбер[её]м|будет)\b",
    re.IGNORECASE,
)
_LESSON = (
    r"(?:class|lecture|lesson|session|meeting|course|tutorial|seminar|\w*(?:vorlesung|unterricht"
    r"|kurs|kursabend|stunde|sitzung|übung|seminar|treffen|termin)|cours|classe|séance|td|clase"
    r"|sesión|curso|aula|sessão|encontro|lezione|incontro|\w*(?:les|klas|college|bijeenkomst)"
    r"|заняти\w|лекци\w|урок\w?)\b"
)
_MEETING = re.compile(
    rf"\b(?:(?:in|at|during|auf|im|am|in der|en|au|aux|na|no|a|op|in de|на)\s+{_LESSON}"
    r"|(?:next|nächste[mnrs]?|kommende[mnrs]?|prochaine?|próxim[ao]|prossim[ao]|volgende"
    rf"|следующ\w\w)\s+(?:{_LESSON}|(?:week|time|evening|month|woche|mal|abend|monat|semaine"
    r"|fois|mois|semana|vez|mes|mês|settimana|volta|mese|keer|weken|maand|неделе|раз)\b)"
    r"|(?:semaine|semana|settimana) (?:prochaine|próxima|prossima|que viene|que vem)\b)"
    r"(?=\s*(?:[.,;:!(–—]|$))",
    re.IGNORECASE,
)
# Left open, and whom to ask: `open, ask the auditor`, `offen – Steuerberater fragen`.
_OPEN = re.compile(
    r"\W{0,3}(?:(?:still|noch|encore|nog|ancora|ainda|todavía|aún|reste|queda|resta|пока) )?"
    r"(?:open|unclear|unresolved|pending|offen|unklar|ungeklärt|ouverte?|en suspens|à vérifier"
    r"|abiert[ao]|pendiente|(?:em )?abert[ao]|pendente|apert[ao]|in sospeso|onduidelijk|открыто)"
    r"\s?[,;:(–—-]\s?"
    r"(?:[^\W\d_]{1,3} )?(?:(?:ask|check with|frage?|demande[rz]?|voir avec|pregunt[ae]r?"
    r"|consult[ae]r?|pergunt[ae]r?|chied[ai]?(?:ere)?|sentire|vraag(?: aan)?|vragen|спросить)"
    r" (?:[\w'’]+ ?){1,4}|(?:[\w'’]+ ){1,4}(?:fragen|klären|vragen|спросить))\W*",
    re.IGNORECASE,
)
# An aside that there is none to give: `Free text, two marks, no model answer.`
_NONE_GIVEN = re.compile(
    r"(?:^|[.,;:(–—-])\W{0,3}(?:there is )?(?:"
    r"no (?:model|sample) (?:answer|solution)s?|(?:keine?|ohne) muster(?:lösung|antwort)(?:en)?|"
    r"(?:pas de|sans) (?:corrigé|réponse type)|sin (?:respuesta|solución) modelo|"
    r"sem (?:resposta|solução) modelo|senza (?:risposta|soluzione) modello)(?=\W{0,3}(?:[.,;)]|$))",
    re.IGNORECASE,
)
_WANTED_WORDS = 10
# Whom or where to ask and nothing else: `ask Dana`, `Tom fragen`, `ask in class`.
_ASK = re.compile(
    r"\W{0,2}(?:[Aa]sk (?:in|at|during) (?:the )?(?:next )?\w+|[Ii][mn] (?:der )?\w+ fragen"
    r"|[Dd]emander (?:en|au) \w+|[Pp]reguntar en \w+|[Pp]erguntar (?:na|no|em) \w+"
    r"|[Cc]hiedere (?:a|in) \w+"
    r"|(?:[Aa]sk|[Ff]rage?|[Dd]emander? à|[Pp]reguntar? a|[Pp]erguntar? a|[Cc]hieder?e? a"
    r"|[Vv]raag(?: aan)?) [^\W\d_a-zß-öø-ÿ]\w+|[^\W\d_a-zß-öø-ÿ]\w+ (?:fragen|vragen))\W{0,2}"
)
_HOLLOW = re.compile(
    r"(?:todo|tbd|tba|wip|fixme|coming soon|placeholder|(?:to be|will be) \w+(?: later)?|"
    r"(?:the )?(?:model )?(?:answer|solution|content|details?)s?\s*(?:is |are )?"
    r"(?:pending|missing|omitted|to follow|follows?|goes? here|here|to be \w+|tbd|todo|"
    r"coming soon|will follow|will be \w+|not (?:yet )?(?:written|provided|available))|"
    r"(?:fill|write|add|type|enter|put)(?: this| it| the answer| answer| your answer)?(?: in)?"
    r"(?: here| later)?(?:,? replacing this text)?|"
    r"not (?:yet )?(?:written|answered|provided|available)(?: yet)?|"
    r"see (?:above|below|later)|folgt(?: noch)?|noch offen|待补充|暂无|未完)",
    re.IGNORECASE,
)
# A name with nothing behind it: `A:`, `Réponse :`.
_NAME_ALONE = re.compile(r"\W{0,3}[^\W\d_]{1,16}\W{0,3}\s?[:：]\W{0,3}")
UNFINISHED = re.compile(
    r"\b(?:continu\w* with|remaining|to be continued|due to (?:space|length)|"
    r"more questions follow|omitted|continued in)\b",
    re.IGNORECASE,
)
"""What a document that breaks off says, in brackets."""

_BRACKETED = re.compile(r"\((?!\))|\[(?![^\]]*\][(\[])")
"""A bracket that opens a line and is no link."""


def breaks_off(line: str) -> bool:
    """Whether a line says that the document goes on elsewhere or not at all."""
    bare = line.strip(" \t*_>")
    return bool(_BRACKETED.match(bare)) and bool(UNFINISHED.search(bare))


def hollow(words: str) -> bool:
    """Whether words hold the place of an answer that is not there: `TODO`, `…`, `[to follow]`.

    >>> hollow("[Answer to be added]"), hollow("To be or not to be")
    (True, False)
    >>> hollow("tbd – Ann writes this up"), hollow("Answers wanted, see the issue")
    (True, True)
    >>> hollow("ask in class"), hollow("Ask in a low voice")
    (True, False)
    >>> hollow("Ask Dana"), hollow("Ask again"), hollow("ask Dana for the key")
    (True, False, False)
    >>> hollow("Free text, no model answer."), hollow("No model answers all questions alike.")
    (True, False)
    """
    if _IN_BRACKETS.fullmatch(words.strip()) and len(words.split()) <= _MAX_ASIDE_WORDS:
        said = re.findall(r"[^\W\d_]{2,}", words)
        return len(said) > (1 if re.search(r"\d", words) else 0) or not re.search(r"\w", words)
    if _NAME_ALONE.fullmatch(words.strip()):
        return True
    if len(words) > _MAX_HOLLOW:
        return not re.search(r"\w", words)
    bare = re.sub(r"^\W+|\W+$", "", words)
    if is_awaited(words):
        return True
    if _NONE_GIVEN.search(words) or _ASK.fullmatch(words.strip()):
        return True
    return not bare or bool(_HOLLOW.fullmatch(bare)) or bool(_MARKED.match(words))


def is_awaited(words: str) -> bool:
    """Whether a short remark says that an answer is still to come, and perhaps when or from whom.

    >>> is_awaited("follows in the next session"), is_awaited("open, ask the auditor")
    (True, True)
    >>> is_awaited("follows the next vowel"), is_awaited("open, ask, close")
    (False, False)
    """
    if len(words.split()) > _WANTED_WORDS:
        return False
    if _WANTED.match(words.replace("(", "", 1) if words[:1] == "(" else words):
        return True
    later = _LATER.match(words) and _MEETING.search(words)
    return later is not None or _OPEN.fullmatch(words) is not None


def is_note(words: str) -> bool:
    """Whether a paragraph behind an answer is its author's own: of what is to be done, or sources.

    >>> is_note("To do: a figure"), is_note("Fontes: apostila do clube"), is_note("To do so, wait.")
    (True, True, False)
    """
    name = re.match(r"\W*(?P<name>[^\W\d_][^:：\n]{1,30}?)\s?[:：]", words)
    cited = name is not None and role_of(name["name"]) is Role.RELATED
    return cited or _MARKED.match(words) is not None


def asks(node: Node) -> bool:
    """Whether a paragraph puts a question or a task and tells nothing."""
    if not isinstance(node, Paragraph):
        return False
    words = node.text.plain.strip()
    return words.endswith(("?", "？")) or bool(
        re.match(
            r"(?:please )?(?:explain|describe|compare|discuss|design|implement|write|walk|outline|"
            r"list|name|calculate|compute|show|define|derive|analy[sz]e|debug|find|sketch|tell|"
            r"how would you|what would you|erkläre|beschreibe|vergleiche|nenne)\b",
            words,
            re.IGNORECASE,
        )
    )


# The name of a site, as links to it are written.
_SITE = re.compile(r"(?:https?://\S+|[\w ./-]{1,60}\.[a-z]{2,6})", re.IGNORECASE)


def _only_leads_away(node: Paragraph) -> bool:
    """Whether an answer is nothing but links that say where to look: to sites, by their names."""
    shown = [
        one
        for one in node.text.inlines
        if not isinstance(one, Break)
        and (not isinstance(one, Text) or re.search(r"\w", one.value) is not None)
    ]
    return bool(shown) and all(
        isinstance(one, Link)
        and (one.target.startswith("#") or _SITE.fullmatch(plain(one.children).strip()))
        for one in shown
    )


def without_notes(section: Section) -> Section:
    """An answer without its author's notes behind it, each a paragraph or a quotation of one.

    One that is nothing else is left as it is.
    """
    nodes, blocks = section.nodes, section.blocks
    while len(nodes) > 1 and len(blocks) > 1 and _is_note(nodes[-1], blocks[-1]):
        nodes, blocks = nodes[:-1], blocks[:-1]
    return replace(section, nodes=nodes, blocks=blocks) if blocks is not section.blocks else section


def _is_note(node: Node, block: t.Block) -> bool:
    if isinstance(node, Quote) and isinstance(block, t.Quote) and len(node.children) == 1:
        return isinstance(node.children[0], Paragraph) and is_note(node.children[0].text.plain)
    written = isinstance(block, t.Paragraph)
    return written and isinstance(node, Paragraph) and is_note(node.text.plain)


def is_hollow(node: Node) -> bool:
    """Whether a node only holds the place of an answer."""
    match node:
        case Paragraph() if any(isinstance(one, Image) for one in walk_inlines(node.text.inlines)):
            return False  # a picture may be the whole answer
        case Paragraph() if _only_leads_away(node):
            return True
        case Paragraph():
            return hollow(node.text.plain) or breaks_off(node.text.plain)
        case Labelled():
            unsaid = not node.body or hollow(node.body.plain)
            return unsaid and all(is_hollow(child) for child in node.children)
        case List():
            return all(hollow(item.text.plain) and not item.children for item in node.items)
        case Listing():
            return node.kind is ListingKind.CODE and hollow(node.block.value)
        case _:
            return False
