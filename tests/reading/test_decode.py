"""Bytes become the text that was meant, on the same lines, or an error that says where."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from flashcards.reading import decode

MEANT = """# GGUF — what it is
- ✅ “Fast” start: 2 × n² ≤ 4 GB → done…
- ❌ Can’t ⚠️ do
┌──┐ ├── τ = 0.1, exp(z'ᵢ) / Σⱼ
📚 naïve café – Größe ½ °C
"""
ENCODINGS = ("mac_roman", "cp1252", "latin-1")


def misread(text: str, encoding: str) -> str:
    """The text as a program shows it that takes UTF-8 for another encoding.

    Bytes that the encoding leaves undefined stand for themselves, as browsers do it.
    """
    signs = []
    for byte in text.encode():
        try:
            signs.append(bytes([byte]).decode(encoding))
        except UnicodeDecodeError:
            signs.append(chr(byte))
    return "".join(signs)


def text_of(data: bytes) -> str:
    return decode(data, path="d.md").text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_mis_decoded_document_is_the_one_that_was_meant(encoding: str) -> None:
    damaged = decode(misread(MEANT, encoding).encode(), path="d.md")
    assert damaged.text == MEANT
    assert damaged.repaired_lines == (1, 2, 3, 4, 5)
    assert damaged.repaired_characters == sum(1 for sign in MEANT if not sign.isascii())


def test_what_is_right_stays_and_nothing_is_reported() -> None:
    right = decode(MEANT.encode(), path="d.md")
    assert (right.text, right.repaired_lines, right.repaired_characters) == (MEANT, (), 0)


@pytest.mark.parametrize(
    "text",
    [
        "Ä Ö Ü ß â ã Â Ã é è ñ",
        "São Paulo, Ângela, ÂGE, à l’État",
        "√2 and √π, ∆x ≈ Ω",
        "“quoted” ‘so’ – and — then… €5 ™ ©",
        "Ελληνικά τ θ",
        "Привет, мир",
        "日本語の文書です",
        "עברית وعربي",
        "½ ¼ ° ± × ÷ ² ³ µ",
    ],
)
def test_right_text_of_any_language_is_left_alone(text: str) -> None:
    assert text_of(f"# T\n\n- {text}\n".encode()) == f"# T\n\n- {text}\n"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_damage_in_one_place_is_mended_and_right_lines_beside_it_stay(encoding: str) -> None:
    right = "- “quoted” → naïve ✅ ❌ 2 × 3\n" * 20
    text = f"{right}- {misread('start — end', encoding)}\n{right}"
    damaged = decode(text.encode(), path="d.md")
    assert damaged.text == f"{right}- start — end\n{right}"
    assert damaged.repaired_lines == (21,)


def test_a_byte_order_mark_goes_and_line_ends_become_one_kind() -> None:
    assert text_of(b"\xef\xbb\xbf# T\r\n\r\na\rb\n") == "# T\n\na\nb\n"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_lines_never_move(text: str) -> None:
    decoded = decode(text.encode(), path="d.md")
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    assert decoded.text.count("\n") == ends.removeprefix("\ufeff").count("\n")
    assert all(1 <= line <= ends.count("\n") + 1 for line in decoded.repaired_lines)


LETTERS = "aé—→✅❌“”×²τ├─│📚ü "


@given(st.lists(st.text(LETTERS, min_size=1), min_size=1), st.sampled_from(ENCODINGS))
@example(["é—é—é—"], "mac_roman")
def test_a_document_damaged_as_a_whole_is_always_mended(lines: list[str], encoding: str) -> None:
    meant = "\n".join(["— “the first” → ✅ line", *lines])
    assert text_of(misread(meant, encoding).encode()) == meant


@given(st.text(LETTERS))
def test_text_decoded_once_is_not_repaired_again(text: str) -> None:
    first = decode(text.encode(), path="d.md").text
    assume("\ufffd" not in first)
    assert decode(first.encode(), path="d.md").text == first
