"""`flashcards optimize` and `flashcards simulate`, on a real database."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.cli import COMMANDS
from flashcards.review.optimize.fit import NEEDED
from flashcards.review.store import Store
from tests.cli.helpers import Flashcards
from tests.review.stats.learner import SETTINGS, Life, live
from tests.review.stats.stored import store_life, stored_life


@pytest.fixture
def db(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "reviews.sqlite"
    monkeypatch.setitem(COMMANDS, "optimize", "Fit the schedule to your own memory.")
    monkeypatch.setitem(COMMANDS, "simulate", "Show how many minutes a day a retention takes.")
    monkeypatch.setenv("FLASHCARDS_DB", str(path))
    return path


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Life]:
    """Half a year of reviews, lived once."""
    path = tmp_path_factory.mktemp("lived") / "reviews.sqlite"
    return path, stored_life(path, cards=150, days=150)


@pytest.fixture
def life(db: Path, lived: tuple[Path, Life]) -> Life:
    """The same, in a database that a test may change."""
    shutil.copy2(lived[0], db)
    return lived[1]


def test_better_parameters_are_stored_with_the_accuracy_before_and_after(
    flashcards: Flashcards, life: Life, db: Path
) -> None:
    found = flashcards("optimize", "--json").json
    assert set(found) == {
        "format", "verdict", "adopted", "dry_run", "items", "cards", "needed", "before", "after",
        "candidate", "held_out", "old_parameters", "parameters", "states_changed", "retention",
    }  # fmt: skip
    assert (found["verdict"], found["adopted"], found["needed"]) == ("better", True, NEEDED)
    assert found["after"]["log_loss"] < found["before"]["log_loss"]
    assert set(found["before"]) == set(found["after"]) == {"log_loss", "rmse"}
    assert set(found["held_out"]) == {"items", "defaults", "fitted", "standard_error"}
    assert set(found["retention"]) == {"desired", "recommended", "cheapest"}
    assert found["items"] == len(life.asked)
    with Store.open(db) as store:
        stored = store.settings()
    assert stored.parameters == pytest.approx(found["parameters"], abs=1e-6)
    assert replace(stored, parameters=()) == SETTINGS


def test_memories_are_worked_out_anew_and_no_due_date_moves(
    flashcards: Flashcards, life: Life, db: Path
) -> None:
    with Store.open(db) as store:
        before, events = store.states(), store.events()
    found = flashcards("optimize", "--json").json
    with Store.open(db) as store:
        after = store.states()
        assert store.events() == events
        assert store.check() == []
    assert found["states_changed"] == sum(after[card] != before[card] for card in before) > 100
    for card, state in before.items():
        assert replace(after[card], memory=None) == replace(state, memory=None)


def test_a_dry_run_tells_the_same_and_changes_nothing(
    flashcards: Flashcards, life: Life, db: Path
) -> None:
    with Store.open(db) as store:
        before = (store.states(), store.settings())
    dry = flashcards("optimize", "--dry-run", "--json").json
    with Store.open(db) as store:
        assert (store.states(), store.settings()) == before
    done = flashcards("optimize", "--json").json
    assert (dry["verdict"], dry["adopted"], dry["dry_run"]) == ("better", False, True)
    assert dry["parameters"] == done["parameters"]


def test_optimising_twice_changes_nothing_the_second_time(
    flashcards: Flashcards, life: Life, db: Path
) -> None:
    first = flashcards("optimize", "--json").json
    again = flashcards("optimize", "--json").json
    assert (again["verdict"], again["adopted"]) == ("not-better", False)
    assert again["parameters"] == first["parameters"]
    assert again["before"]["log_loss"] == again["after"]["log_loss"] == first["after"]["log_loss"]


def test_too_few_reviews_say_how_many_are_needed(flashcards: Flashcards, db: Path) -> None:
    stored_life(db, cards=10, days=20)
    ran = flashcards("optimize")
    assert ran.code == 0
    assert f"{NEEDED} are needed" in " ".join(ran.out.split())
    assert flashcards("optimize", "--json").json["verdict"] == "too-few"
    with Store.open(db) as store:
        assert store.settings().parameters == ()


def test_without_any_answer_it_says_the_same(flashcards: Flashcards, db: Path) -> None:
    store_life(db, replace(live(cards=10, days=5), events=()))
    found = flashcards("optimize", "--json").json
    assert (found["verdict"], found["items"], found["before"]) == ("too-few", 0, None)
    assert flashcards("optimize").code == 0


def test_people_are_told_in_words(flashcards: Flashcards, life: Life) -> None:
    out = " ".join(flashcards("optimize").out.split())
    for said in ("log loss", "before", "after", "no due date was moved", "Recommended retention"):
        assert said in out


def test_a_simulation_tells_minutes_and_cards_for_each_retention(
    flashcards: Flashcards, life: Life
) -> None:
    found = flashcards("simulate", "--days", "90", "--retention", "0.95,0.8,0.9", "--json").json
    assert set(found) == {
        "format", "days", "cards", "new_per_day", "reviews_per_day", "habits", "retention", "points",
    }  # fmt: skip
    assert (found["days"], found["cards"]) == (90, 150)
    assert found["habits"]["own"] is True
    assert [point["retention"] for point in found["points"]] == [0.8, 0.9, 0.95]
    assert set(found["points"][0]) == {
        "retention", "minutes", "last_minutes", "reviews", "learnt", "remembered",
        "minutes_per_card",
    }  # fmt: skip
    minutes = [point["minutes"] for point in found["points"]]
    assert minutes == sorted(minutes)


def test_without_a_choice_one_s_own_and_the_recommended_retention_are_among_them(
    flashcards: Flashcards, life: Life, db: Path
) -> None:
    with Store.open(db) as store:
        store.set_settings(replace(store.settings(), desired_retention=0.87))
    found = flashcards("simulate", "--days", "60", "--json").json
    shown = [point["retention"] for point in found["points"]]
    assert 0.87 in shown
    assert found["retention"]["recommended"] in shown
    assert found["retention"]["desired"] == 0.87


def test_a_simulation_is_drawn(flashcards: Flashcards, life: Life) -> None:
    ran = flashcards("simulate", "--days", "60")
    assert ran.out.isascii()
    assert "###" in ran.out
    assert "Cards remembered over minutes a day" in ran.out
    assert "your own answer times" in ran.out


def test_without_a_log_the_times_of_others_are_taken(flashcards: Flashcards, db: Path) -> None:
    store_life(db, replace(live(cards=10, days=5), events=()))
    found = flashcards("simulate", "--days", "30", "--json").json
    assert (found["habits"]["own"], found["habits"]["answers"]) == (False, 0)
    assert "Anki's users" in flashcards("simulate", "--days", "30").out


@pytest.mark.parametrize("wrong", ["", "0.9,", "high", "0.4", "0.999", "nan", "90"])
def test_a_retention_is_a_number_between_a_half_and_99_percent(
    flashcards: Flashcards, life: Life, wrong: str
) -> None:
    ran = flashcards("simulate", "--retention", wrong)
    assert ran.code == 2
    assert "--retention" in ran.err


def test_paces_are_compared_at_ones_own_retention_and_more_costs_more(
    flashcards: Flashcards, db: Path
) -> None:
    found = flashcards("simulate", "--new", "5,1", "--days", "4", "--json").json
    assert found["days"] == 4  # in six days, one a day would meet all six cards, too
    few, more, *_ = found["paces"]
    assert (few["new_per_day"], more["new_per_day"]) == (1, 5)
    assert few["minutes"] < more["minutes"]
    assert few["learnt"] < more["learnt"] <= found["cards"]
    flashcards("settings", "exam", "3w")
    paced = flashcards("simulate", "--new", "2", "--json").json
    assert paced["days"] == 21
    assert paced["yours"] in [pace["new_per_day"] for pace in paced["paces"]]
    shown = flashcards("simulate", "--new", "2", "--days", "6")
    assert "min a day" in shown.out
    assert "yours" in shown.out
    assert flashcards("simulate", "--new", "0").code == 2
    assert flashcards("simulate", "--new", "5", "--retention", "0.9").code == 2


def test_an_exam_is_set_by_a_date_or_so_many_weeks_and_told(
    flashcards: Flashcards, db: Path
) -> None:
    ran = flashcards("settings", "exam", "6w")
    assert ran.code == 0
    assert "a day until" in ran.err
    assert "minutes a day" in ran.err
    past = flashcards("settings", "exam", "2001-01-01")
    assert past.code == 2
    assert "not to come" in past.err
    assert flashcards("settings", "exam", "none").code == 0
