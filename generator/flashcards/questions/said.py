"""What a document was read as, in words: "14 summaries in details"."""

from __future__ import annotations

from flashcards.document import Document

NAMES = {
    "heading": ("heading", "headings"),
    "question-heading": ("heading “Question”", "headings “Question”"),
    "bold-line": ("line in bold", "lines in bold"),
    "q-and-a": ("pair of Q and A", "pairs of Q and A"),
    "details": ("summary in details", "summaries in details"),
    "item": ("item of a list", "items of lists"),
    "callout": ("box", "boxes"),
    "definition": ("term of a definition list", "terms of definition lists"),
    "table": ("row of a table", "rows of tables"),
    "pair": ("pair on a line", "pairs on a line"),
    "column": ("line of an export", "lines of an export"),
    "separator": ("card with a separator", "cards with a separator"),
    "ruled": ("card between rules", "cards between rules"),
    "tagged": ("card with a tag", "cards with a tag"),
    "choice": ("text over options", "texts over options"),
    "gift": ("question in GIFT", "questions in GIFT"),
    "note": ("note of Obsidian_to_Anki", "notes of Obsidian_to_Anki"),
    "dialogue": ("turn of a dialogue", "turns of a dialogue"),
    "cloze": ("text with gaps", "texts with gaps"),
    "fill-in": ("sentence with its gaps filled behind", "sentences with their gaps filled behind"),
    "apart": ("text with its answer in a fold", "texts with their answers in folds"),
    "term": ("term of a glossary", "terms of glossaries"),
    "stated": ("definition by its name", "definitions by their names"),
    "date": ("date of a chronology", "dates of chronologies"),
    "command": ("command of a cheat sheet", "commands of cheat sheets"),
    "true-or-false": ("statement with its verdict", "statements with their verdicts"),
    "part": ("part of a question", "parts of questions"),
    "quoted": ("quote that asks", "quotes that ask"),
    "paragraph": ("paragraph that asks", "paragraphs that ask"),
}
"""One and several of each form."""


def read_as(document: Document) -> str:
    """How many questions each form gave: `14 summaries in details, 1 text with gaps`."""
    return ", ".join(f"{n} {NAMES[form][n != 1]}" for form, n in document.forms)
