"""What a line says of which option is right, by its shape; and that doubt teaches nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.document import Asks, Role
from flashcards.facts import extract
from flashcards.questions import understand
from flashcards.questions.told import By, announced, statement_of
from tests.questions.reading import text_of

SAYS = {
    "Key: c. For so it is.": "c",
    "Key — C: for so it is": "c",
    "(C)": "c",
    "→ C": "c",
    "✅ C": "c",
    "Ans. (c)": "c",
    "[Ans: C] One for one.": "c",
    "Sol.: c — it is so": "c",
    "C is right. A is not.": "c",
    "Richtig ist c, denn so ist es": "c",
    "Die richtige Antwort lautet C.": "c",
    "La bonne réponse est la lettre c.": "c",
    "Gabarito: letra C. Assim é.": "c",
    "Clé : « c »": "c",
    "A correct answer: C": "c",
    "Oikea vaihtoehto: c (niin on)": "c",
    "Megoldókulcs: C – mert úgy van": "c",
    "Zorbly: c": "c",
    "Correct: a and c. Both.": "ac",
    "Answer: ACD": "acd",
    "Answer / C": "c",
    "It's C. So it is.": "c",
    "The right one is C: it is so": "c",
    "Only C is true.": "c",
    "【答案】C": "c",
}
SAYS_NOT = (
    "Wrong: C",
    "Common mistake: A",
    "C is wrong.",
    "Your answer: B",
    "Difficulty: B",
    "A mole is an amount",
    "✅ A good idea",
    "Key: see page 9",
    "The answer A fails",
    "In the end of it all: C",
    "Why: v = r·C. Then it falls.",
)


@pytest.mark.parametrize("line", SAYS)
def test_a_short_name_and_a_letter_say_which_is_right(line: str) -> None:
    found = statement_of(line, "abcd")
    assert found is not None
    assert found.places == frozenset("abcd".index(letter) for letter in SAYS[line])


@pytest.mark.parametrize("line", SAYS_NOT)
def test_what_only_looks_so_says_nothing(line: str) -> None:
    found = statement_of(line, "abcd")
    assert found is None or found.by is By.LETTER


def test_a_key_is_known_by_its_name_where_it_names_nothing() -> None:
    assert announced("**Key:** see page 9".replace("*", ""))
    assert not announced("Note: see page 9")


NAMES = st.sampled_from(
    ("Key", "**Key:", "Answer", "> Key", "Correct", "Richtig", "Clave", "Lösung", "- Key")
)
UNKNOWN = st.sampled_from(
    ("🍎", "see page 9", "?", "Q", "the last one but one", "…", "(none)", "both", "x y z")
)
MARKS = st.sampled_from(
    ("- {})", "{})", "- ({})", "({})", "- [{}]", "{}.", "- {}:", "* {} –", "{} ·")
)
WORDS = st.sampled_from(("sand", "two fires", "the cold side", "nobody", "at noon", "green"))


@st.composite
def choices(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A document of choices, none of which has a key that names one of its options."""
    text, offered = "# Test\n\n", []
    for number in range(draw(st.integers(2, 4))):
        mark, letters = draw(MARKS), draw(st.sampled_from(("abcd", "ABCD")))
        words = draw(st.lists(WORDS, min_size=2, max_size=4, unique=True))
        rows = [f"{mark.format(a)} {b}" for a, b in zip(letters, words, strict=False)]
        name = draw(NAMES)
        key = f"{name}: {draw(UNKNOWN)}" if "*" not in name else f"{name}** {draw(UNKNOWN)}"
        text += f"### {number + 1}. Which is it here?\n\n" + "\n".join(rows) + f"\n\n{key}\n\n"
        offered += words
    return text, offered


@given(choices())
def test_a_choice_whose_key_is_not_understood_teaches_nothing(case: tuple[str, list[str]]) -> None:
    text, offered = case
    document, _ = understand(text, path="x.md")
    backs = [repr(fact.back) for fact in extract(document).facts]
    assert not [word for word in offered for back in backs if word in back]


@pytest.mark.parametrize("one", "abc")
@pytest.mark.parametrize("other", "bcd")
def test_a_choice_whose_key_contradicts_itself_teaches_nothing(one: str, other: str) -> None:
    text = "# Test\n\n### Which is it here?\n\n- a) sand\n- b) two fires\n- c) noon\n- d) green\n\n"
    document, _ = understand(f"{text}Key: {one}. Answer: {other}\n", path="x.md")
    (question,) = document.questions
    assert question.asks is Asks.CHOICE
    assert question.answered == (one == other)


def test_verdicts_of_a_key_go_to_their_statements() -> None:
    text = "# True or false\n\n1. Ice sinks in water.\n2. Iron rusts in damp air.\n\n{}\n"
    for key in ("Key: 1 F, 2 T", "## Answers\n\n1. False, it floats.\n2. True.", "1: F; 2: T"):
        document, _ = understand(text.format(key), path="x.md")
        told = [(one.title.plain, text_of(one, Role.SOLUTION)) for one in document.questions]
        assert [title.partition(": ")[2] for title, _ in told] == [
            "Ice sinks in water.",
            "Iron rusts in damp air.",
        ]
        assert [words.rstrip(".").split(":")[0] for _, words in told] == ["False", "True"]


def test_a_key_with_other_numbers_settles_no_statement() -> None:
    text = (
        "# True or false\n\n1. Ice sinks in water.\n2. Iron rusts in damp air.\n\nKey: 1 F, 3 T\n"
    )
    assert not understand(text, path="x.md")[0].questions


KEYS = st.sampled_from(
    (
        "Key: {0}", "**Key: {0}.** With {1} it would be 5.", "> Key: {0}. Option {1} is another.", "- Key: {0}", "({0})",
        "→ {0}", "{0} is right. {1} is not.", "It's {0}.", "Zorbly: {0}", "Student: {1}\n\nCorrect: {0}", "Many chose {1}. Key: {0}",
        "{1}: too small.\n{0}: Correct.", "Common mistake: {1}\n\nAnswer: {0}", "Wrong: {1}", "Your answer: {1}", "Grade: {1}",
        "{1}: too small.", "{1} is wrong.", "Anna: {1}\nBen: {0}", "Beware of {1}.", "#### Answer: {0}\n\nSee {1} above.",
    )
)  # fmt: skip


@given(MARKS, st.sampled_from(("abcd", "ABCD")), KEYS, st.permutations(range(3)))
def test_no_line_makes_a_wrong_option_right(
    mark: str, letters: str, key: str, order: list[int]
) -> None:
    right, wrong, _ = order
    words = ("green", "the cold side", "two fires")
    rows = "\n".join(f"{mark.format(a)} {b}" for a, b in zip(letters, words, strict=False))
    told = key.format(letters[right], letters[wrong])
    document, _ = understand(f"# Test\n\n### Which is it here?\n\n{rows}\n\n{told}\n", path="x.md")
    taught = [o.text.plain for one in document.questions for o in one.options if o.right]
    assert taught in ([], [words[right]])
