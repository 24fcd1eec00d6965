"""A sync with the real Anki, from end to end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.anki import note_types
from flashcards.card import LATER_TAG
from flashcards.review.model import EventKind
from flashcards.review.sync import Anki, Deleted, Options, Retired, Summary, SyncError, pull, sync
from flashcards.review.sync.agreed import Agreed, path_beside
from tests.anki import real
from tests.anki.making import BORN, gallery
from tests.review.sync.conftest import Learner, _zero, without

pytestmark = pytest.mark.anki

DAY = 86_400


def test_a_first_sync_brings_all_notes_and_a_second_nothing(learner: Learner) -> None:
    done = learner.sync()
    assert done.first
    assert done.added == len(gallery()) == learner.col.note_count()
    assert done.conflicts == []
    learner.agree()
    again = learner.sync()
    assert again.changes_anki == again.changes_here == 0
    assert not again.first


def test_what_is_not_met_here_stays_out_of_anki_until_it_is(learner: Learner) -> None:
    first, *others = gallery()
    later = replace(
        first,
        cards=tuple(
            replace(c, fact=replace(c.fact, tags=(*c.fact.tags, LATER_TAG))) for c in first.cards
        ),
    )
    learner.build([later, *others])
    assert learner.sync().added == len(others)
    assert learner.sync().changes_anki == 0
    learner.build([first, *others])
    assert learner.sync().added == 1
    learner.build([later, *others])  # and nothing is taken away
    learner.sync()
    assert learner.note(first.id)


# --- notes ----------------------------------------------------------------------------------


def test_a_reworded_card_arrives_and_what_the_learner_added_stays(learner: Learner) -> None:
    learner.sync()
    learner.answer("term-1")
    learner.tag("term", "mine", "marked", "leech")
    learner.reword("term", modified=BORN + DAY, back="Reworded", tags=("llm::m1::q01", "new::tag"))
    done = learner.sync()
    assert (done.updated, done.tagged, done.conflicts) == (1, 1, [])
    note = learner.note("term")
    assert "Reworded" in note["Back"]
    assert {"mine", "marked", "leech", "llm::m1::q01", "new::tag"} == set(note.tags)
    learner.agree()
    assert learner.sync().changes_anki == 0


def test_tags_that_the_documents_took_back_go_and_those_that_the_learner_took_off_stay_off(
    learner: Learner,
) -> None:
    learner.reword("term", modified=BORN, tags=("a", "b", "c"))
    learner.reword("term", modified=BORN, slot=2, tags=())
    learner.sync()
    learner.col.tags.bulk_remove([learner.note("term").id], "a")
    learner.tag("term", "mine")
    learner.reword("term", modified=BORN, tags=("a", "c", "d"))
    learner.sync()
    assert set(learner.note("term").tags) == {"c", "d", "mine"}


def test_an_edit_in_anki_stays_and_other_fields_of_the_note_follow(learner: Learner) -> None:
    learner.sync()
    learner.edit("term", Back="My own words")
    learner.reword("term", modified=BORN + DAY, more="A new remark")
    assert learner.sync().conflicts == []
    note = learner.note("term")
    assert note["Back"] == "My own words"
    assert "A new remark" in note["More"]
    assert learner.sync().changes_anki == 0


def test_a_text_that_both_changed_stays_as_the_learner_has_it_is_told_once_and_marked(
    learner: Learner,
) -> None:
    learner.sync()
    learner.edit("term", Back="My own words")
    learner.reword("term", modified=BORN + DAY, back="Reworded")
    (conflict,) = learner.sync().conflicts
    assert (conflict.note, conflict.fields) == ("term", ("Back",))
    note = learner.note("term")
    assert note["Back"] == "My own words"
    assert "flashcards::conflict" in note.tags
    again = learner.sync()
    assert (again.conflicts, again.changes_anki) == ([], 0)
    # On request the documents win, and the mark goes with the words.
    learner.sync(overwrite=True)
    assert "flashcards::conflict" not in learner.note("term").tags
    assert learner.sync().changes_anki == 0
    # The next conflict is told again.
    learner.edit("term", Back="My other words")
    learner.reword("term", modified=BORN + 2 * DAY, back="Reworded again")
    assert len(learner.sync().conflicts) == 1
    # Settled in Anki: the mark goes.
    learner.edit("term", Back="Reworded again")
    learner.sync()
    assert "flashcards::conflict" not in learner.note("term").tags
    learner.reword("term", modified=BORN + 3 * DAY, back="Third")
    assert learner.sync().conflicts == []
    assert "Third" in learner.note("term")["Back"]


def test_an_edit_stays_though_the_note_is_looked_at_again_and_again(learner: Learner) -> None:
    learner.sync()
    learner.edit("term", Back="My own words")
    for turn in range(1, 4):
        learner.tag("term", f"mine{turn}")
        learner.reword("term", modified=BORN + turn * DAY, more=f"Remark {turn}")
        assert learner.sync().conflicts == []
        assert learner.sync().changes_anki == 0
    assert learner.note("term")["Back"] == "My own words"
    assert "Remark 3" in learner.note("term")["More"]
    learner.reword("term", modified=BORN + 9 * DAY, back="Reworded at last")
    assert len(learner.sync().conflicts) == 1


def test_on_request_the_documents_win(learner: Learner) -> None:
    learner.sync()
    learner.edit("term", Back="My own words")
    learner.tag("term", "mine")
    learner.reword("term", modified=BORN + DAY, back="Reworded")
    assert learner.sync(overwrite=True).conflicts == []
    assert "Reworded" in learner.note("term")["Back"]
    assert "mine" in learner.note("term").tags
    assert learner.sync().changes_anki == 0


def test_cards_move_with_their_deck_unless_the_learner_moved_them(learner: Learner) -> None:
    learner.sync()
    mine = learner.col.decks.id("Mine")
    learner.col.set_deck([learner.card("term-1").id], mine)
    for slot in (1, 2):
        learner.reword("term", modified=BORN, slot=slot, deck="Elsewhere")
    learner.reword("code", modified=BORN, deck="Elsewhere")
    done = learner.sync()
    assert done.moved == 2
    names = {c: learner.col.decks.name(learner.card(c).did) for c in ("term-1", "term-2", "code-1")}
    assert names == {
        "term-1": "Mine", "term-2": "LLM Interviews::Elsewhere", "code-1": "LLM Interviews::Elsewhere",
    }  # fmt: skip
    elsewhere = learner.col.decks.id("LLM Interviews::Elsewhere")
    assert learner.col.decks.config_dict_for_deck_id(elsewhere)["name"] == "Flashcards"
    learner.reword("term", modified=BORN, deck="Third")
    learner.sync()
    assert learner.col.decks.name(learner.card("term-1").did) == "Mine"
    assert learner.sync().changes_anki == 0


def test_where_all_decks_are_renamed_the_new_ones_have_our_preset_and_follow_the_settings(
    learner: Learner,
) -> None:
    learner.sync()
    learner.build([
        replace(note, cards=tuple(
            replace(card, fact=replace(card.fact, deck="Renamed")) for card in note.cards
        ))
        for note in learner.notes
    ])  # fmt: skip
    learner.sync()
    deck = learner.col.decks.id("LLM Interviews::Renamed")
    assert learner.col.decks.config_dict_for_deck_id(deck)["name"] == "Flashcards"
    learner.store.set_settings(replace(learner.settings(), new_per_day=33))
    assert learner.sync().preset
    assert learner.col.decks.config_dict_for_deck_id(deck)["new"]["perDay"] == 33
    assert learner.sync().changes_anki == 0


def test_a_new_item_of_a_list_has_its_card_in_its_deck(learner: Learner) -> None:
    whole = list(gallery())
    short = [without(n, 3) if n.id == "list" else n for n in whole]
    learner.build(short)
    learner.sync()
    assert len(learner.note("list").cards()) == 3
    learner.build(whole)
    learner.sync()
    assert len(learner.note("list").cards()) == 4
    deck = learner.col.decks.name(learner.card("list-3").did)
    assert deck == "LLM Interviews::Foundations::Conceptual"
    learner.agree()
    assert learner.sync().changes_anki == 0


# --- retired and deleted ----------------------------------------------------------------------


def retire(learner: Learner, name: str) -> None:
    gone = next(n for n in learner.notes if n.id == name)
    learner.build([n for n in learner.notes if n.id != name], retired=[c.id for c in gone.cards])


def test_a_retired_note_is_off_and_tagged_and_comes_back_as_it_was(learner: Learner) -> None:
    everything = learner.notes
    learner.sync()
    learner.answer("code-1")
    learner.tag("code", "mine")
    retire(learner, "code")
    done = learner.sync()
    assert done.retired == 1
    assert learner.card("code-1").queue == -1
    assert {"mine", "flashcards::retired"} <= set(learner.note("code").tags)
    assert learner.sync().changes_anki == 0
    learner.build(everything)
    learner.sync()
    assert learner.card("code-1").queue != -1
    assert "flashcards::retired" not in learner.note("code").tags
    assert "mine" in learner.note("code").tags
    learner.agree()
    assert learner.sync().changes_anki == 0


def test_a_retired_item_is_off_alone(learner: Learner) -> None:
    learner.sync()
    whole = learner.notes
    learner.build([without(n, 2) if n.id == "list" else n for n in whole], retired=["list-2"])
    assert learner.sync().retired == 1
    assert [learner.card(f"list-{n}").queue for n in (1, 2, 3, 4)] == [0, -1, 0, 0]
    assert learner.sync().changes_anki == 0


@pytest.mark.parametrize(("choice", "left"), [("delete", 0), ("keep", 1)])
def test_retired_notes_are_deleted_or_let_be_by_choice(
    learner: Learner, choice: str, left: int
) -> None:
    learner.sync()
    retire(learner, "code")
    learner.sync(retired=Retired(choice))
    assert len(learner.col.find_notes("Id:code")) == left
    assert learner.sync(retired=Retired(choice)).changes_anki == 0


def test_a_note_deleted_in_anki_is_off_here_and_stays_away(learner: Learner) -> None:
    learner.sync()
    learner.col.remove_notes([learner.note("term").id])
    done = learner.sync()
    assert done.deleted == 1
    assert learner.store.state("term-1").suspended
    assert learner.store.state("term-2").suspended
    again = learner.sync()
    assert (again.changes_anki, again.changes_here) == (0, 0)
    assert not learner.col.find_notes("Id:term")
    # Brought back here, it is brought back there.
    learner.mark("term-1", EventKind.UNSUSPEND)
    learner.sync()
    assert learner.col.find_notes("Id:term")
    learner.agree()


def test_many_missing_notes_are_a_question_first(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.sync()
    numbers = learner.col.find_notes("")
    learner.col.remove_notes(numbers)
    with monkeypatch.context() as patched:
        patched.setattr(pull, "FEW", 2)
        with pytest.raises(SyncError, match="no longer in Anki") as caught:
            learner.sync()
    assert "--deleted restore" in (caught.value.hint or "")
    assert not learner.store.state("term-1").suspended
    done = learner.sync(deleted=Deleted.RESTORE)
    assert done.added == len(numbers)
    learner.agree()


# --- reviews ----------------------------------------------------------------------------------


def test_reviews_go_both_ways_and_due_days_agree(learner: Learner) -> None:
    learner.sync()
    learner.answer("term-1", 3)
    learner.answer("row-1", 4)
    learner.review("row-2", 4)
    learner.review("list-1", 1)
    learner.review("code-1", 3)
    done = learner.sync()
    assert (done.pulled, done.pushed) == (2, 3)
    learner.agree()
    again = learner.sync()
    assert (again.changes_anki, again.changes_here) == (0, 0)
    for _ in range(2):
        learner.answer("row-2", 3)
        learner.review("row-1", 3)
        learner.sync()
        learner.agree()


def test_what_anki_remembers_follows_from_the_reviews_of_both(learner: Learner) -> None:
    """Anki works the memory out anew from its log once it is empty; so ours agrees with it."""
    learner.sync()
    learner.review("row-2", 4)
    learner.sync()
    card = learner.card("row-2")
    assert card.memory_state is None
    computed = learner.col._backend.compute_memory_state(card.id)
    memory = learner.store.state("row-2").memory
    assert memory is not None
    assert computed.state.stability == pytest.approx(memory.stability_days, rel=2e-3)
    assert computed.state.difficulty == pytest.approx(memory.difficulty, abs=3e-3)


def test_suspensions_and_flags_go_both_ways_and_come_off_both_ways(learner: Learner) -> None:
    learner.sync()
    sched = learner.col.sched
    sched.suspend_cards([learner.card("term-1").id])
    learner.col.set_user_flag_for_cards(3, [learner.card("row-1").id])
    learner.mark("row-2", EventKind.SUSPEND)
    learner.mark("list-1", EventKind.FLAG, 5)
    learner.sync()
    learner.agree()
    assert learner.store.state("term-1").suspended
    assert learner.card("row-2").queue == -1
    assert learner.card("list-1").flags & 7 == 5
    # and back, each on the other side
    sched.unsuspend_cards([learner.card("row-2").id])
    learner.col.set_user_flag_for_cards(0, [learner.card("list-1").id])
    learner.mark("term-1", EventKind.UNSUSPEND)
    learner.mark("row-1", EventKind.FLAG, 0)
    learner.sync()
    learner.agree()
    states = learner.store.states()
    assert not any(state.suspended or state.flag for state in states.values())
    assert learner.sync().changes_anki == 0


def test_a_flag_alone_leaves_what_anki_remembers(learner: Learner) -> None:
    learner.sync()
    learner.answer("row-2", 4)
    learner.sync()
    before = learner.card("row-2").memory_state
    assert before is not None
    learner.mark("row-2", EventKind.FLAG, 2)
    learner.sync()
    after = learner.card("row-2")
    assert after.flags & 7 == 2
    assert after.memory_state == before


def test_a_due_date_set_in_anki_and_a_card_forgotten_there_arrive(learner: Learner) -> None:
    learner.sync()
    for card in ("row-1", "row-2"):
        learner.answer(card, 4)
    learner.sync()
    learner.col.sched.set_due_date([learner.card("row-1").id], "9")
    learner.col.sched.schedule_cards_as_new([learner.card("row-2").id])
    assert learner.sync().rescheduled == 2
    learner.agree()
    assert learner.sync().changes_here == 0


def test_an_answer_undone_here_leaves_the_card_due_as_before(learner: Learner) -> None:
    learner.sync()
    learner.review("row-1", 4)
    learner.sync()
    event = learner.review("row-1", 4)
    learner.sync()
    learner.store.undo(event, at_ms=learner.now_ms(), day=event.day)
    learner.sync()
    state = learner.store.state("row-1")
    assert learner.card("row-1").due + _zero(learner.col) == state.due_day
    assert learner.sync().changes_anki == 0


def test_a_number_that_is_taken_in_ankis_log_is_moved_on(learner: Learner) -> None:
    learner.sync()
    event = learner.review("row-1", 4)
    other = learner.card("term-1").id
    learner.col.db.execute(
        "insert into revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)"
        " values (?, ?, -1, 3, 1, 0, 0, 77, 4)", event.id, other,
    )  # fmt: skip
    learner.sync()
    card = learner.card("row-1").id
    assert learner.col.db.list("select id from revlog where cid = ?", card) == [event.id + 1]
    again = learner.sync()
    assert (again.pushed, again.pulled) == (0, 0)


def test_a_card_away_in_a_filtered_deck_is_told_when_it_is_home(learner: Learner) -> None:
    learner.sync()
    learner.answer("row-1", 4)
    learner.sync()
    col = learner.col
    filtered = col.sched.get_or_create_filtered_deck(0)
    filtered.name = "Visit"
    filtered.config.search_terms[0].search = f"cid:{learner.card('row-1').id}"
    filtered.config.reschedule = False
    del filtered.config.search_terms[1:]
    filtered.allow_empty = True
    deck = col.sched.add_or_update_filtered_deck(filtered).id
    assert learner.card("row-1").did == deck
    learner.review("row-1", 3)
    learner.sync()
    assert learner.card("row-1").did == deck
    col.sched.empty_filtered_deck(deck)
    learner.sync()
    learner.agree()
    assert learner.sync().changes_anki == 0


def test_a_sync_without_news_asks_a_handful_of_questions_and_reads_no_note(
    learner: Learner,
) -> None:
    learner.sync()
    learner.answer("row-1", 4)
    learner.tag("term", "mine")
    learner.sync()
    before = learner.anki.requests
    learner.anki.actions.clear()
    learner.sync()
    assert learner.anki.requests - before <= 5
    assert not {"notesInfo", "cardsInfo", "getReviewsOfCards", "getDecks", "exportPackage"} & set(
        learner.anki.actions
    )


def test_lines_that_another_device_adds_to_the_log_alone_arrive(learner: Learner) -> None:
    """As Anki's own sync leaves it where two devices reviewed one card: the later row wins."""
    learner.sync()
    learner.answer("row-1", 4)
    learner.sync()
    number = learner.card("row-1").id
    (last,) = learner.col.db.list("select id from revlog where cid = ?", number)
    learner.col.db.execute(
        "insert into revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)"
        " values (?, ?, 0, 3, 1, 0, 500, 2000, 0)", last - 90_000_000, number,
    )  # fmt: skip
    assert learner.sync().pulled == 1
    learner.agree()


def test_a_clock_that_was_ahead_in_anki_hides_no_review_that_comes_after_it(
    learner: Learner,
) -> None:
    learner.sync()
    ahead = learner.now_ms() // 1000 + 10**7
    card = learner.card("term-1")
    learner.col.sched.suspend_cards([card.id])
    learner.col.db.execute("update cards set mod = ? where id = ?", ahead, card.id)
    learner.sync()
    assert max(event.id for event in learner.store.events()) >= ahead * 1000
    learner.review("row-1", 4)
    assert learner.sync().pushed == 1
    learner.agree()


# --- notes that came by package -----------------------------------------------------------------


def test_a_deck_imported_before_is_taken_over_with_its_progress(
    learner: Learner, tmp_path: Path
) -> None:
    real.import_notes(learner.col, tmp_path, gallery())
    learner.answer("row-1", 4)
    learner.tag("row", "mine")
    done = learner.sync()
    assert (done.added, done.updated, done.conflicts, done.pulled) == (0, 0, [], 1)
    learner.agree()
    assert "mine" in learner.note("row").tags
    assert learner.sync().changes_anki == 0


def test_what_is_newer_in_the_documents_comes_at_the_first_sync_and_an_edit_after_it_stays(
    learner: Learner, tmp_path: Path
) -> None:
    real.import_notes(learner.col, tmp_path, gallery())
    learner.reword("code", modified=BORN + DAY, back="Corrected")
    learner.reword("formula", modified=BORN + DAY, back="Corrected")
    learner.edit("formula", Back="Mine, after it")
    done = learner.sync()
    assert "Corrected" in learner.note("code")["Back"]
    assert learner.note("formula")["Back"] == "Mine, after it"
    assert [c.note for c in done.conflicts] == ["formula"]
    assert "export" in str(learner.anki.actions).lower()


def test_a_later_package_doubles_nothing_that_a_sync_brought(
    learner: Learner, tmp_path: Path
) -> None:
    learner.sync()
    assert real.import_notes(learner.col, tmp_path, gallery()) == {"duplicate": len(gallery())}
    assert learner.col.note_count() == len(gallery())


def test_a_copy_that_the_learner_made_is_let_be(learner: Learner) -> None:
    learner.sync()
    original = learner.note("term")
    copy = learner.col.new_note(original.note_type())
    copy.fields = list(original.fields)
    copy["Back"] = "my variation"
    learner.col.add_note(copy, learner.col.decks.id("Mine"))
    learner.reword("term", modified=BORN + DAY, back="Reworded")
    done = learner.sync()
    assert done.copies == 1
    assert learner.col.get_note(copy.id)["Back"] == "my variation"
    assert "Reworded" in learner.col.get_note(original.id)["Back"]


def test_a_note_type_that_the_learner_added_to_takes_new_notes_and_keeps_the_addition(
    learner: Learner,
) -> None:
    whole = learner.notes
    learner.build(whole[:3])
    learner.sync()
    models = learner.col.models
    kind = models.by_name("Flashcards Fact")
    models.add_field(kind, models.new_field("My notes"))
    models.update_dict(kind)
    learner.edit("term", My_notes="remember the frog")
    learner.build(whole)
    learner.sync()
    assert learner.col.note_count() == len(whole)
    assert learner.note("term")["My notes"] == "remember the frog"
    assert len([m for m in models.all_names_and_ids() if m.name.startswith("Flashcards Fact")]) == 1
    assert learner.sync().changes_anki == 0


# --- looks and preset ---------------------------------------------------------------------------


def test_a_new_look_arrives_and_a_look_of_the_learners_own_stays(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.sync()
    models = learner.col.models
    kind = models.by_name("Flashcards Set")
    kind["css"] += "/* mine */"
    models.update_dict(kind)
    learner.sync()
    style = note_types.style()
    note_types.model.cache_clear()
    monkeypatch.setattr(note_types, "style", lambda: style + "/* new */")
    try:
        assert learner.sync().looks == 2
        assert learner.sync().looks == 0
        assert models.get(kind["id"])["css"].endswith("/* mine */")
        assert models.by_name("Flashcards Fact")["css"].endswith("/* new */")
        learner.sync(overwrite=True)
        assert models.get(kind["id"])["css"].endswith("/* new */")
    finally:
        note_types.model.cache_clear()


def test_settings_made_here_reach_the_preset_and_those_made_there_stay(learner: Learner) -> None:
    learner.sync()
    decks = learner.col.decks
    deck = decks.id("LLM Interviews::Foundations::Conceptual")
    config = decks.config_dict_for_deck_id(deck)
    assert config["name"] == "Flashcards"
    assert config["new"]["bury"]
    config["rev"]["perDay"] = 77
    decks.update_config(config)
    learner.store.set_settings(replace(learner.settings(), new_per_day=5, reviews_per_day=90))
    assert learner.sync().preset
    config = decks.config_dict_for_deck_id(deck)
    assert (config["new"]["perDay"], config["rev"]["perDay"]) == (5, 77)
    assert not learner.sync().preset


# --- what surrounds it ------------------------------------------------------------------------


def test_a_dry_run_changes_nothing_on_either_side(learner: Learner) -> None:
    learner.sync()
    learner.answer("row-1")
    learner.review("row-2")
    learner.tag("term", "mine")
    learner.reword("term", modified=BORN + DAY, back="Reworded")
    learner.col.remove_notes([learner.note("code").id])
    before, events = real.everything(learner.col), learner.store.events()
    told = learner.sync(dry_run=True)
    assert (told.pulled, told.pushed, told.updated, told.deleted) == (1, 1, 1, 1)
    assert real.everything(learner.col) == before
    assert learner.store.events() == events
    done = learner.sync()
    told.dry_run, told.undo = done.dry_run, done.undo
    assert done == told


def test_a_first_sync_asks_before_it_changes_anything(learner: Learner) -> None:
    asked: list[Summary] = []

    def no(summary: Summary) -> bool:
        asked.append(summary)
        return False

    before = real.everything(learner.col)
    done = sync(
        learner.store, Anki(learner.url), options=Options(), now_ms=learner.now_ms(),
        program="1", confirm=no,
    )  # fmt: skip
    assert done.dry_run
    assert asked[0].added == len(gallery())
    assert real.everything(learner.col) == before
    assert learner.sync().first


def test_another_collection_is_not_taken_for_the_one_before(learner: Learner) -> None:
    learner.sync()
    learner.anki.place = "/elsewhere/collection.media"
    with pytest.raises(SyncError, match="another collection") as caught:
        learner.sync()
    assert "--also-here" in (caught.value.hint or "")
    learner.sync(also_here=True)
    learner.sync()


def test_two_syncs_at_once_take_no_turns_but_tell(learner: Learner) -> None:
    with Agreed(path_beside(learner.store.path)), pytest.raises(SyncError, match="another sync"):
        learner.sync()


def test_without_the_file_of_agreements_nothing_is_lost_or_doubled(learner: Learner) -> None:
    learner.sync()
    learner.answer("row-1", 4)
    learner.review("row-2", 4)
    learner.tag("term", "mine")
    learner.sync()
    path_beside(learner.store.path).unlink()
    done = learner.sync()
    assert (done.changes_anki, done.changes_here, done.conflicts) == (0, 0, [])
    assert "mine" in learner.note("term").tags
    learner.agree()
