"""The three-way merge of one note, without any Anki."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.sync.agreed import NoteAgreed, decoded, digest, encoded
from flashcards.review.sync.merging import Unknown, merge_deck, merge_fields, merge_tags


def agreed(ours: str, theirs: str | None = None) -> NoteAgreed:
    differing = {} if theirs is None or theirs == ours else {"F": digest(theirs)}
    return NoteAgreed(number=1, fields={"F": digest(ours)} if ours else {}, theirs=differing)


@pytest.mark.parametrize(
    ("before", "ours", "theirs", "outcome"),
    [
        ("a", "a", "a", "same"),
        ("a", "b", "a", "set"),
        ("a", "a", "b", "kept"),
        ("a", "b", "b", "same"),
        ("a", "b", "c", "conflict"),
        ("a", "", "a", "set"),
        ("", "a", "", "set"),
        ("", "", "a", "kept"),
        ("a", "", "b", "conflict"),
    ],
)
def test_a_text_follows_whoever_changed_it(
    before: str, ours: str, theirs: str, outcome: str
) -> None:
    done = merge_fields({"F": ours}, {"F": theirs}, agreed(before))
    assert done.set == ({"F": ours} if outcome == "set" else {})
    assert bool(done.kept) == (outcome == "kept")
    assert bool(done.conflicts) == (outcome == "conflict")


def test_what_anki_made_of_a_text_is_no_edit() -> None:
    before = agreed("a", "a with Anki's touch")
    assert merge_fields({"F": "a"}, {"F": "a with Anki's touch"}, before).set == {}
    assert merge_fields({"F": "b"}, {"F": "a with Anki's touch"}, before).set == {"F": "b"}
    assert merge_fields({"F": "b"}, {"F": "mine"}, before).conflicts == ("F",)


def test_accents_composed_or_not_are_one_text() -> None:
    assert merge_fields({"F": "e\u0301"}, {"F": "é"}, None).conflicts == ()


@pytest.mark.parametrize(("newer", "wins"), [(Unknown.OURS, True), (Unknown.THEIRS, False)])
def test_where_nothing_was_agreed_the_newer_note_counts(newer: Unknown, wins: bool) -> None:
    done = merge_fields({"F": "a"}, {"F": "b"}, None, newer=newer)
    assert bool(done.set) == wins
    assert bool(done.conflicts) != wins


def test_fields_that_anki_lacks_and_fields_of_the_learners_own_are_passed_over() -> None:
    done = merge_fields({"F": "a", "New": "b"}, {"F": "a", "Mine": "c"}, agreed("a"))
    assert (done.set, done.kept, done.conflicts) == ({}, (), ())


TAGS = st.sets(st.sampled_from(["a", "b", "c", "A", "x::y", "marked"]))


@given(ours=TAGS, theirs=TAGS, before=TAGS)
def test_no_tag_of_the_learners_is_ever_removed(
    ours: set[str], theirs: set[str], before: set[str]
) -> None:
    add, remove = merge_tags(sorted(ours), sorted(theirs), sorted(before))
    was = {tag.casefold() for tag in before}
    assert {tag.casefold() for tag in remove} <= was
    after = {tag.casefold() for tag in (theirs - set(remove)) | set(add)}
    assert {t.casefold() for t in theirs} - was <= after
    # and once more changes nothing
    again = merge_tags(sorted(ours), sorted(after), sorted(ours))
    assert again[1] == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "ours_was", "theirs_was", "to"),
    [
        ("A", "A", "A", "A", ""), ("B", "A", "A", "A", "B"), ("B", "Mine", "A", "A", ""),
        ("B", "B", "A", "A", ""), ("A", "Mine", "A", "A", ""), ("B", "A", "", "", ""),
    ],
)  # fmt: skip
def test_a_card_moves_only_from_where_it_was_put(
    ours: str, theirs: str, ours_was: str, theirs_was: str, to: str
) -> None:
    assert merge_deck(ours, theirs, ours_was=ours_was, theirs_was=theirs_was) == to


@given(
    st.builds(
        NoteAgreed,
        number=st.integers(1, 2**50),
        source=st.text(max_size=5),
        seen=st.text(max_size=5),
        fields=st.dictionaries(st.text(max_size=3), st.text(max_size=3)),
        theirs=st.dictionaries(st.text(max_size=3), st.text(max_size=3)),
        tags=st.tuples(st.text(max_size=3)),
        conflicts=st.tuples(),
        gone=st.booleans(),
    )
)
def test_what_was_agreed_is_read_as_it_was_written(note: NoteAgreed) -> None:
    assert decoded(encoded(note)) == note


def test_texts_of_one_note_are_merged_each_for_itself() -> None:
    before = NoteAgreed(number=1, fields={n: digest("old") for n in "ABC"})
    ours: Mapping[str, str] = {"A": "new", "B": "old", "C": "new"}
    theirs: Mapping[str, str] = {"A": "old", "B": "mine", "C": "mine"}
    done = merge_fields(ours, theirs, before)
    assert (done.set, done.kept, done.conflicts) == ({"A": "new"}, ("B",), ("C",))
