"""`flashcards interview`: a mock interview, in the terminal."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards import __version__
from flashcards.cli import database, options, output, screens
from flashcards.cli.lines import lines, say, tell
from flashcards.errors import ConfigError

if TYPE_CHECKING:
    from flashcards.practice.interview.course import Course
    from flashcards.practice.interview.keep import Journal, Keeper
    from flashcards.practice.interview.question import Question
    from flashcards.practice.proposals.local import LocalModel
    from flashcards.review.store import Store

LEVELS = {"entry": "junior", "junior": "junior", "mid": "mid", "senior": "senior", "staff": "staff"}


@click.command("interview", short_help="Sit a mock interview, in the terminal.")
@options.PATHS
@click.option("--difficulty", type=click.Choice(list(LEVELS)), help="Only questions of this level.")
@click.option("--topic", metavar="WORDS", default="", help="Only questions with these words.")
@click.option(
    "--minutes",
    metavar="N",
    type=click.IntRange(1, 600),
    default=30,
    show_default=True,
    help="Time for all questions together.",
)
@click.option(
    "--seed", metavar="S", type=click.IntRange(0, 2**32 - 1), help="Ask the questions of this seed."
)
@click.option(
    "--model",
    metavar="PATH.gguf",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A local llama.cpp model that proposes grades.",
)
@click.option(
    "--model-seconds",
    metavar="N",
    type=click.FloatRange(1, 3600),
    default=300,
    show_default=True,
    help="Time the model has for an answer.",
)
@click.option("--past", is_flag=True, help="List the interviews that are kept, and ask nothing.")
@click.option("--plain", is_flag=True, help="Lines on standard input and output; no full screen.")
@click.option(
    "--json", "as_json", is_flag=True, help="With --plain or --past: one JSON object a line."
)
@screens.THEME
@database.DB
def command(
    *,
    paths: tuple[Path, ...],
    difficulty: str | None,
    topic: str,
    minutes: int,
    seed: int | None,
    model: Path | None,
    model_seconds: float,
    past: bool,
    plain: bool,
    as_json: bool,
    theme: str,
    db: Path | None,
) -> int:
    """Answer interview questions against the clock, then grade yourself by their rubrics.

    Each question shows hints on demand, at 5 % of your points each, and has its follow-ups; then
    come the model solution and the rubric, row by row, and the passing score of the level. What
    you write is kept in the review database, or beside where it would be. Nothing of it changes
    what is due in `flashcards review`.

    With --model a model on this machine proposes points for each row, with passages of your
    answer; they are proposals and never count.

    With --plain, each line of input is a line of your answer, or a command after a colon: :done,
    :hint, :time, :notes, :undo, :repeat, :skip, :help, :quit. Then each row of the rubric takes a
    line with its points. See docs/interview.md.

    \b
    Examples:
      flashcards interview --difficulty mid --minutes 45
      flashcards interview --topic "kv cache" --model qwen2.5-1.5b-q4_k_m.gguf
      flashcards interview --past --json | jq '.questions[].counted'
    """
    if as_json and not (plain or past):
        raise click.UsageError("--json goes with --plain or --past.")
    with ExitStack() as stack:
        store, journal = _places(db, stack)
        if past:
            _past(store, journal, as_json=as_json)
            return 0
        # Textual draws on standard error.
        on_terminal = all(s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr))
        if not plain and not on_terminal:
            raise click.UsageError("This is no terminal; --plain reads lines of standard input.")
        from flashcards.practice.interview.choose import Wishes, choose
        from flashcards.practice.interview.course import Course
        from flashcards.practice.interview.keep import Keeper
        from flashcards.practice.model import Difficulty

        wishes = Wishes(
            seed=int.from_bytes(os.urandom(4)) if seed is None else seed,
            minutes=minutes,
            difficulty=Difficulty(LEVELS[difficulty]) if difficulty else None,
            topic=topic,
        )
        questions = choose(_questions(paths, store), wishes)
        proposer, remark = _model(model, model_seconds, stack)
        keeper = Keeper(store, journal)
        course = Course(
            questions, wishes, now_ms=database.now_ms(), save=keeper.save, version=__version__
        )
        try:
            if plain or os.environ.get("TERM", "dumb") == "dumb":
                _plain(course, keeper, proposer, as_json=as_json)
            else:
                _full_screen(course, keeper, proposer, theme=theme, remark=remark)
        finally:
            course.stop(database.now_ms())
            if keeper.unkept is not None:
                output.result(output.as_json(keeper.unkept))
    return 0


def _places(db: Path | None, stack: ExitStack) -> tuple[Store | None, Journal]:
    """The review database, if there is one, and the journal beside it."""
    from flashcards.practice.interview.keep import Journal, journal_path
    from flashcards.review.store import Store, database_path

    path = database_path(db, os.environ)
    journal = Journal(journal_path(path))
    if not path.exists():
        return None, journal
    return stack.enter_context(Store.open(path, create=False)), journal


def _past(store: Store | None, journal: Journal, *, as_json: bool) -> None:
    from flashcards.practice.interview.keep import past
    from flashcards.practice.interview.words import history

    records = past(store, journal)
    if as_json:
        output.json_lines(records)
    elif not records:
        output.message("no interviews are kept yet")
    else:
        for line in history(records):
            output.result(line)


def _questions(paths: tuple[Path, ...], store: Store | None) -> list[Question]:
    """The project's interview questions; outside of a project, those of the database."""
    from flashcards.card import Kind
    from flashcards.practice.interview.question import question

    try:
        job = replace(options.job(paths, cards=None), problems=())
    except ConfigError:
        if paths or store is None:
            raise
        return [
            question(card)
            for card in store.cards()
            if card.kind is Kind.INTERVIEW and card.retired_ms is None
        ]
    from flashcards import pipeline
    from flashcards.cli.progress import watched

    with watched() as progress:
        # A question whose card only names the parts of its answer is set aside, and asked here.
        planned = pipeline.plan(job, now=options.now(), progress=progress, with_aside=True)
    return [question(card) for card in planned.changes.cards if card.fact.kind is Kind.INTERVIEW]


def _model(path: Path | None, seconds: float, stack: ExitStack) -> tuple[LocalModel | None, str]:
    """The model, and why there is none though one was named."""
    if path is None:
        return None, ""
    from flashcards.practice.proposals.local import LocalModel

    model = LocalModel(path, seconds=seconds)
    stack.callback(model.close)
    why = model.check()
    if not why:
        return model, ""
    goes_on = "The interview goes on without proposals."
    output.message(
        f"warning: {output.one_line(str(path))}: cannot propose grades: {why}. {goes_on}"
    )
    return None, f"{model.name}: {why.partition(' (')[0]}. {goes_on}"


def _plain(course: Course, keeper: Keeper, proposer: LocalModel | None, *, as_json: bool) -> None:
    from flashcards.practice.interview.editor import edited
    from flashcards.practice.interview.plain import Plain

    run = Plain(
        course,
        keeper,
        now=database.now_ms,
        say=say,
        tell=tell if as_json else None,
        proposer=proposer,
        edit=partial(edited, environ=os.environ) if sys.stdin.isatty() else None,
    )
    run.run(lines())


def _full_screen(
    course: Course, keeper: Keeper, proposer: LocalModel | None, *, theme: str, remark: str
) -> None:
    with screens.early(theme) as early:
        from flashcards.practice.interview.editor import edited
        from flashcards.practice.interview.screen.app import InterviewApp
        from flashcards.review.terminal.driver import driver

        early.look()
        app = InterviewApp(
            course,
            keeper,
            now=database.now_ms,
            edit=partial(edited, environ=os.environ),
            proposer=proposer,
            remark=remark,
            light=early.light is True,
            driver=driver(early),
        )
        app.run()
    from flashcards.practice.interview.words import summary

    course.stop(database.now_ms())
    keeper.finish()
    if app.failure is not None:
        raise app.failure
    for trouble in keeper.troubles:
        output.message(f"warning: {trouble}")
    for name, value in summary(course, database.now_ms()):
        output.message(f"{name}: {value}")
    if keeper.unkept is None:
        output.message(f"Kept in {keeper.place}")
