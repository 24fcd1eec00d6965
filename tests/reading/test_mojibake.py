"""UTF-8 read in another encoding is undone; text that only looks odd is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.reading import decode
from tests.understood import read_file

ENCODINGS = ("mac_roman", "cp1252", "latin-1")


def misread(text: str, encoding: str) -> str:
    """The text as one sees it who reads its bytes in that encoding; undefined bytes stay."""
    return "".join(bytes([b]).decode(encoding, "ignore") or chr(b) for b in text.encode())


def decoded(text: str) -> str:
    return decode(text.encode(), path="x.md").text


MEANT = [
    "“Quotes” — dash… ✅ ❌ ⚠️ └── ├── → ≈ × τ ∞ ✓ 📚 • ²",
    "Größe, Übermut, Straße",
    "élève, façade, naïve, cœur",
    "å ä ö Ångström",
    "İstanbul'da çalışıyor, ğüşöçı",
    "Σⱼ exp(z'ⱼ) ≤ τ, 10 °C",
    "中文和日本語",
    "한국어",
    "Привет",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("meant", MEANT)
def test_a_mis_decoded_text_is_undone(meant: str, encoding: str) -> None:
    text = f"{meant} a\n{meant} b\n{meant} c\n"
    assert decoded(misread(text, encoding)) == text


LEGITIMATE = {
    "French": "Le café coûte 3 € – « déjà vu », à bientôt, l’été, ÂGE, NOËL, Œuvre, cœur",
    "German": "Größe, „Zitat‚ – ‚Äpfel und Birnen‘, ‚ähnlich‘, ‚öffnen‘, ‚Übung‘, ÄÖÜäöüß",
    "Swedish": "Färg, Ångström, ÅÄÖ åäö, rådjur, Är det så?",
    "Turkish": "İstanbul'da çalışıyor, ğüşöçı, kâğıt, hâlâ, âşık, Âdem",
    "Portuguese": "São Paulo, coração, AÇÃO, Ã, É, VOCÊ, MAÇÃ À VENDA",
    "Vietnamese": "Tiếng Việt có dấu: Â Ă Ê Ô Ơ Ư",
    "Romanian": "ROMÂNIA, ÎN, „citat”",
    "maths": "√2 ≈ 1.414, √π √π √∞ √∑, ∑ xᵢ² ≤ ∞, α → β, ≠ ± × ÷, µm, Δx·Δp ≥ ħ/2, ¬∃",
    "roots alone": "√π and √∞ and √∑ and √∆",
    "signs": "50 ¢, © 2025, † and ‡, ¶ §, «», ‹›, ‰, ƒ",
    "Japanese": "「日本語」のテキスト、量化",
    "Russian": "Привет, «мир» — да",
}


@pytest.mark.parametrize("language", LEGITIMATE)
def test_legitimate_text_is_not_changed(language: str) -> None:
    once = LEGITIMATE[language]
    for text in (once, f"{once}\n{once}!\n{once}?", f"plain ASCII\n\n{once}\n"):
        result = decode(text.encode(), path="x.md")
        assert result.text == text
        assert result.repaired_lines == ()
        assert result.repaired_characters == 0


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))))
def test_repaired_text_stays_repaired(text: str) -> None:
    once = decoded(text)
    assert decoded(once) == once or decoded(decoded(once)) == decoded(once)


@given(text=st.text("äöüßéèêçñåøΩ中文—“”→ abc\n"), encoding=st.sampled_from(ENCODINGS))
def test_repair_moves_no_line(text: str, encoding: str) -> None:
    bad = misread(text, encoding)
    result = decode(bad.encode(), path="x.md")
    assert result.text.count("\n") == bad.count("\n")
    changed = [i for i, (a, b) in enumerate(
        zip(bad.split("\n"), result.text.split("\n"), strict=True), 1) if a != b]  # fmt: skip
    assert set(changed) >= set(result.repaired_lines)


def test_the_users_document_reads_the_same_as_its_repaired_text(
    seed_dir: Path, tmp_path: Path
) -> None:
    arrived = seed_dir / "module-1-foundations.md"
    repaired = tmp_path / arrived.name
    repaired.write_text(decode(arrived.read_bytes(), path="x").text, encoding="utf-8")
    one, found = read_file(arrived)
    other, silent = read_file(repaired)
    assert repr(one).replace(arrived.as_posix(), "P") == repr(other).replace(
        repaired.as_posix(), "P"
    )
    assert one.tree.text == other.tree.text
    assert [f.rule for f in found] == ["mis-decoded", "incomplete-document"]
    assert [f.rule for f in silent] == ["incomplete-document"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_users_document_is_repaired_from_each_encoding(seed_dir: Path, encoding: str) -> None:
    text = decode((seed_dir / "module-1-foundations.md").read_bytes(), path="x").text
    result = decode(misread(text, encoding).encode(), path="x")
    assert result.text == text
    assert len(result.repaired_lines) == sum(1 for row in text.split("\n") if not row.isascii())
