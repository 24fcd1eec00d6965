"""The command `flashcards`, also as `python -m flashcards`."""

from __future__ import annotations

import sys

from flashcards import __version__


def main(argv: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 fine, 1 findings, 2 usage or bad input."""
    arguments = sys.argv[1:] if argv is None else argv
    # Answered before anything is imported: editors and scripts ask this at every start.
    if arguments == ["--version"]:
        sys.stdout.write(f"flashcards {__version__}\n")
        return 0
    try:
        from flashcards.cli import run
    except KeyboardInterrupt:  # who stops so early wants to see no traceback
        sys.stderr.write("interrupted; nothing is half written\n")
        return 130
    code = run(arguments)
    if argv is None:
        import gc

        # The process ends: Python would look through all that is left for cycles, some times over.
        gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(main())
