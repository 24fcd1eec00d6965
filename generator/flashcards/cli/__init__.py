"""The command line: one module a subcommand, each imported only when it is called."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Sequence
from itertools import takewhile

import click

from flashcards import __version__
from flashcards.cli import output
from flashcards.errors import FlashcardsError, MishapError
from flashcards.workers import COLLECT_RARELY

COMMANDS = {
    "init": "Make this folder a project.",
    "build": "Turn documents into Anki decks.",
    "diff": "Show what a build would change.",
    "cards": "List the cards that documents give.",
    "curate": "Decide on new and doubtful cards.",
    "preview": "Show a document beside its cards, on a page.",
    "check": "Look for mistakes in documents.",
    "problem": "Show a computed problem with its solution.",
    "grade": "Grade an answer to a computed problem.",
    "verify": "Verify the answers of computed problems.",
    "review": "Review what is due, in the terminal.",
    "browse": "Search all cards; suspend, bring back, flag, reset them.",
    "due": "Show what is due today, by deck.",
    "settings": "Show and set how cards are scheduled.",
    "stats": "Show how learning goes.",
    "optimize": "Fit the schedule to your own memory.",
    "simulate": "Show how many minutes a day a retention takes.",
    "sync": "Bring a running Anki and the terminal together.",
    "export": "Write an Anki package with your review history.",
    "import-history": "Merge the reviews that you made in Anki.",
    "db": "Look after the database of reviews.",
    "practice": "Make a randomized practice set.",
    "interview": "Sit a mock interview, in the terminal.",
}

FINE, FINDINGS, USAGE, INTERRUPTED = 0, 1, 2, 130


class _Lazy(click.Group):
    """A group that knows its commands' names and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"flashcards.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)  # noqa: S101
        return command


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Paths and options default from [tool.flashcards] in the nearest pyproject.toml.",
)
@click.option(
    "--debug", is_flag=True, expose_value=False, help="Show where in the program an error arose."
)
@click.version_option(__version__, prog_name="flashcards", message="%(prog)s %(version)s")
def group() -> None:
    """Turn question documents into flash cards that you can trust.

    \b
      flashcards check       look for mistakes in your documents
      flashcards build       make the Anki deck
      flashcards review      or learn the cards here, every day
      flashcards practice    sit or print a set of questions

    Import the .apkg files that a build names into Anki (File, Import). After an edit, build
    and import again: every card keeps its history.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; errors are printed, not raised.

    What the system refuses (a full disk, a missing permission) is told in one line and exits
    with 2; a mistake of this program exits with 3, never with 1, which says that documents
    have errors. With `--debug` before the command both are raised.
    """
    debug = "--debug" in takewhile(lambda word: word.startswith("-"), arguments)
    gc.set_threshold(*COLLECT_RARELY)
    try:
        output.prepare_streams()
        result = group.main(list(arguments), prog_name="flashcards", standalone_mode=False)
        output.flush()
    except click.exceptions.Abort:
        output.message("interrupted; nothing is half written")
        return INTERRUPTED
    except click.ClickException as error:
        output.message(_said(error))
        return USAGE
    except FlashcardsError as error:
        if debug and error.__cause__ is not None:
            raise
        output.error(error)
        return output.MISHAP if isinstance(error, MishapError) else USAGE
    except output.ReaderGone:
        output.drop_stdout()
        return FINE
    except OSError as error:
        if debug:
            raise
        output.drop_stdout()  # or the interpreter's last flush fails once more
        output.error(output.refused(error))
        return USAGE
    except Exception as error:
        if debug:
            raise
        output.drop_stdout()
        output.message(f"internal error: {output.one_line(f'{type(error).__name__}: {error}')}")
        output.message("  hint: flashcards --debug COMMAND … shows where; nothing is half written")
        return output.MISHAP
    return result if isinstance(result, int) else FINE


def _said(error: click.ClickException) -> str:
    """What click would show, as text."""
    from io import StringIO

    shown = StringIO()
    error.show(shown)
    return shown.getvalue().rstrip("\n")
