"""`flashcards interview`: the command as it is run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from flashcards.cli.interview import command
from flashcards.errors import FlashcardsError
from flashcards.review.store import Store
from tests.oracles.llama.files import tiny

Run = Callable[..., Result]

TO_GRADING = ":done\n" * (1 + 6)  # the question and its follow-ups


@pytest.fixture(scope="module")
def few(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four questions of one document of ours: a command reads all that it is given."""
    head, *asked = (source / "module-1-foundations.md").read_text().split("\n### Question ")
    kept = [q for q in asked if q.startswith(("1:", "2:", "4:", "14:"))]
    path = tmp_path_factory.mktemp("documents") / "few.md"
    path.write_text("\n### Question ".join([head, *kept]))
    return path


@pytest.fixture
def run(tmp_path: Path, few: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FLASHCARDS_DB", str(tmp_path / "data" / "reviews.sqlite"))

    def ran(*arguments: str, lines: str = "", documents: bool = True) -> Result:
        given = [*arguments, str(few)] if documents else list(arguments)
        return CliRunner().invoke(command, given, input=lines, standalone_mode=False)

    return ran


def events(result: Result) -> list[dict[str, Any]]:
    assert result.exception is None, result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_interview_is_kept_and_listed_and_nothing_else_is_written(
    run: Run, tmp_path: Path
) -> None:
    lines = "keys and values\n:hint\n" + TO_GRADING + "7\n" * 5
    told = events(run("--plain", "--json", "--topic", "kv cache", "--seed", "5", lines=lines))
    assert told[0]["seed"] == 5
    assert told[-2]["counted"] == 33.25
    assert told[-1]["reason"] == "done"
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    past = run("--past", documents=False).stdout
    assert "33.25/35  passed  Context Window and KV Cache" in past
    (record,) = events(run("--past", "--json", documents=False))
    assert record["questions"][0]["notes"] == "keys and values"


def test_the_same_seed_gives_the_same_questions(run: Run) -> None:
    plans = [events(run("--plain", "--json", "--seed", seed))[0]["questions"] for seed in "1123"]
    assert plans[0] == plans[1]
    assert len({str(plan) for plan in plans}) > 1


def test_a_seed_that_was_not_given_is_told_and_gives_the_same_again(run: Run) -> None:
    first = events(run("--plain", "--json"))[0]
    again = events(run("--plain", "--json", "--seed", str(first["seed"])))[0]
    assert first["questions"] == again["questions"]


def test_only_questions_of_the_level_are_asked_and_its_score_must_be_passed(run: Run) -> None:
    lines = TO_GRADING + "5\n" * 5
    told = events(run("--plain", "--json", "--difficulty", "senior", "--topic", "edge",
                      "--minutes", "40", lines=lines))  # fmt: skip
    assert "senior" in told[1]["levels"]
    score = next(event for event in told if event["event"] == "score")
    assert (score["passing"]["level"], score["points"], score["passed"]) == ("Senior", 25, False)


def test_where_a_database_is_it_keeps_the_interview_and_outside_a_project_gives_the_questions(
    run: Run, tmp_path: Path
) -> None:
    from tests.practice.interview.making import card

    path = tmp_path / "data" / "reviews.sqlite"
    with Store.open(path) as store:
        store.sync_cards([card("q1")], now_ms=1, deck="Root")
    told = events(run("--plain", "--json", lines="words\n", documents=False))
    assert told[1]["card"] == "q1"
    assert told[-1]["kept"] == str(path)
    with Store.open(path) as store:
        assert store.events() == []  # no schedule was touched
    assert "not graded" in run("--past", documents=False).stdout
    assert not path.with_name("interviews.jsonl").exists()


def test_where_nothing_can_be_kept_the_record_is_printed_at_the_end(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("FLASHCARDS_DB", str(tmp_path / "file" / "reviews.sqlite"))
    result = run("--plain", "--seed", "1", lines="my words\n")
    assert "cannot be kept" in result.stdout
    assert json.loads(result.stdout.splitlines()[-1])["questions"][0]["notes"] == "my words"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--plain", "--topic", "cooking"], "no interview question has the topic 'cooking'"),
        (["--plain", "--difficulty", "staff"], "no interview question is for level staff"),
        ([], "This is no terminal"),
        (["--json"], "--json goes with --plain"),
        (["--plain", "--minutes", "0"], "Invalid value for '--minutes'"),
        (["--plain", "--seed", "-1"], "Invalid value for '--seed'"),
        (["--plain", "--model", "no.gguf"], "does not exist"),
    ],
)
def test_bad_input_is_an_error_and_leaves_nothing(
    run: Run, tmp_path: Path, arguments: list[str], message: str
) -> None:
    result = run(*arguments)
    assert result.exception is not None
    error = result.exception
    said = error.message if isinstance(error, FlashcardsError) else getattr(error, "message", "")
    full = getattr(error, "format_message", lambda: said)()
    assert message in full
    assert list(tmp_path.iterdir()) == []


@pytest.mark.live
def test_a_garbage_model_is_told_and_the_interview_goes_on(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "garbage.gguf"
    path.write_bytes(b"GGUF" + b"\0" * 60)
    lines = "x\n" + TO_GRADING + "1\n" * 5
    result = run("--plain", "--json", "--topic", "kv", "--model", str(path), lines=lines)
    assert "cannot propose grades: llama.cpp did not load the file as a model" in result.stderr
    assert "The interview goes on without proposals." in result.stderr
    told = events(result)
    assert all(event["proposal"] is None for event in told if event["event"] == "row")
    assert told[-1]["reason"] == "done"


@pytest.mark.live
def test_a_models_proposals_stand_beside_the_rows_and_do_not_count(
    run: Run, tmp_path: Path
) -> None:
    path = tiny(tmp_path / "tiny.gguf")
    lines = "keys and values\n" + TO_GRADING + "0\n" * 5
    told = events(run("--plain", "--json", "--topic", "kv", "--model", str(path), lines=lines))
    rows = [event["proposal"] for event in told if event["event"] == "row"]
    assert all(0 <= row["points"] <= 7 and row["counted"] is False for row in rows)
    assert next(event for event in told if event["event"] == "score")["points"] == 0
