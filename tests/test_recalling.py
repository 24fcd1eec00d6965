"""A build that recalls what it understood gives, byte for byte, what one gives that does not."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards import pipeline, recalling
from flashcards.contents import Understood
from flashcards.errors import FlashcardsError, ReadError
from flashcards.files import Input, collect
from flashcards.job import Job
from flashcards.ledger import Ledger, load, save
from flashcards.recalling import Wish, each_understood
from tests.effort import times

NOW = 1_763_424_000

PROBLEM = """By adding shelves along the wall.

```problem
title = "Shelves for a load"
unit = "shelves"
statement = "A dairy stores {{ load }} wheels; a shelf holds {{ each }}. How many shelves?"
answer = "ceil(load / each)"
check = "first(n, 1, 10000, n * each >= load)"
[parameters]
load = {from = 200, to = 5000, step = 100}
each = [30, 70, 90]
```
"""

PARTS = (
    PROBLEM,
    "- **A churn**: beats cream into butter\n- **A sieve**: drains water from solids\n",
    "- **A churn**: beats milk into butter\n- **A loom**: weaves threads into cloth\n",
    "A load of 12 kg on each of 4 shelves is 12 × 4 = 50 kg in all.\n",
    "A load of 12 kg on each of 4 shelves is 12 × 4 = 48 kg in all.\n",
    "| Tool | Weight |\n|---|---|\n| Churn | 9 kg |\n| Sieve | 300 g |\n",
    "```python\nsize = 3 * 7  # 21 shelves in the dairy\n```\n",
    "![a churn](churn.png)\n\nIt turns ![](none.png) on a shaft of two metres.\n",
)
DOCUMENTS = ("a.md", "b.md", "c/d.md")

edits = st.tuples(
    st.sampled_from(DOCUMENTS),
    st.sampled_from(["write", "write", "write", "empty", "delete", "picture", "range", "tag"]),
    st.integers(0, 2**16),
)


def text(seed: int) -> str:
    """A document of some questions; of two seeds, often with some that are the same."""
    rng = random.Random(seed)
    title = rng.choice(
        ["# Dairy\n", "# Dairy\n\nDeck: Tools\n", "---\ntags: [milk]\n---\n\n# Dairy\n"]
    )
    asked = (
        f"## Question {number}: What does tool {rng.randrange(3)} do?\n\n{rng.choice(PARTS)}"
        for number in range(1, rng.randrange(2, 4))
    )
    return "\n".join([title, *asked])


class Both:
    """One project, built with a cache and without."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "source"
        self.cache = folder / "cache"
        (self.source / "c").mkdir(parents=True)
        self.folder = folder
        self.tag = "t"
        self.now = NOW
        (self.source / "a.md").write_text(text(0), encoding="utf-8")

    def edit(self, name: str, what: str, seed: int) -> None:
        """One edit of somebody's."""
        path = self.source / name
        if what == "write":
            path.write_text(text(seed % 50), encoding="utf-8")
        elif what == "empty":
            path.write_text("# Nothing is asked here\n", encoding="utf-8")
        elif what == "delete":
            path.unlink(missing_ok=True)
        elif what == "picture":
            (self.source / "churn.png").write_bytes(b"\x89PNG" + bytes([seed % 3]))
        elif what == "tag":
            self.tag = "tu"[seed % 2]
        else:
            self._narrow(seed)

    def _narrow(self, seed: int) -> None:
        """What a person decides of the numbers of the problems, in both ledgers."""
        for cards in (self.folder / "with", self.folder / "without"):
            entries = [
                replace(entry, own_range=f"load {1 + seed % 3}00..2000")
                if entry.kind == "problem"
                else entry
                for entry in load(cards).entries
            ]
            save(cards, Ledger(entries=tuple(entries)))

    def built(self, name: str, cache: Path | None) -> object:
        """All that a build writes and says."""
        cards, out = self.folder / name, self.folder / f"{name}-out"
        try:
            job = Job(
                inputs=collect([self.source]),
                cards=cards,
                out=out,
                deck="D",
                tag=self.tag,
                cache=cache,
            )
            report = pipeline.build(job, now=self.now, retire=True)
        except FlashcardsError as error:
            return str(error).replace(name, "")
        report = replace(report, packages=())
        files = {
            path.name: path.read_bytes()
            for where in (cards, out)
            for path in sorted(where.iterdir())
            if path.is_file() and path.name != ".manifest.json"
        }
        return report, files


@settings(max_examples=times(10, 400))
@given(st.lists(edits, min_size=1, max_size=5))
def test_after_any_edits_a_build_that_recalls_is_one_that_does_not(
    made: list[tuple[str, str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        both = Both(Path(folder))
        for edit in made:
            both.edit(*edit)
            both.now += 60
            fresh = both.built("without", None)
            assert both.built("with", both.cache) == fresh
            assert both.built("with", both.cache) == both.built("without", None)


# --- what is recalled ------------------------------------------------------------------------


def recalled(folder: Path, wish: Wish, *names: str) -> list[recalling.Answer]:
    inputs = [Input(path=folder / name, name=name) for name in names]
    return list(each_understood(inputs, wish))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were read."""
    from flashcards import understanding

    seen: list[str] = []
    usable = understanding.usable

    def count(source: Input) -> object:
        seen.append(source.name)
        return usable(source)

    monkeypatch.setattr(understanding, "usable", count)
    return seen


@pytest.fixture
def two(tmp_path: Path) -> Path:
    for seed, name in enumerate(("a.md", "b.md")):
        (tmp_path / name).write_text(text(seed), encoding="utf-8")
    return tmp_path


def test_an_edit_of_one_document_costs_that_document(two: Path, counted: list[str]) -> None:
    wish = Wish(tag="t", cache=two / "cache", problems=True)
    first = recalled(two, wish, "a.md", "b.md")
    (two / "b.md").write_text(text(7), encoding="utf-8")
    second = recalled(two, wish, "a.md", "b.md")
    assert counted == ["a.md", "b.md", "b.md"]
    assert second[0] == first[0]
    assert second[1] != first[1]


@pytest.mark.parametrize("change", ["tag", "name", "heading_level", "packs", "program"])
def test_what_an_answer_depends_on_is_in_its_key(
    two: Path, counted: list[str], change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = Wish(tag="t", cache=two / "cache")
    one = Input(path=two / "a.md", name="a.md")
    list(each_understood([one], wish))
    if change == "tag":
        wish = replace(wish, tag="u")
    elif change == "name":
        one = replace(one, name="z.md")
    elif change == "heading_level":
        one = replace(one, heading_level=2)
    elif change == "packs":
        (two / "pack.toml").write_text("", encoding="utf-8")
        one = replace(one, packs=(two / "pack.toml",))
    else:
        monkeypatch.setattr("flashcards.manifest.code", lambda: "another")
    list(each_understood([one], wish))
    assert len(counted) == 2


def test_a_pack_that_changed_is_another_pack(two: Path, counted: list[str]) -> None:
    pack = two / "pack.toml"
    pack.write_text("", encoding="utf-8")
    one = Input(path=two / "a.md", name="a.md", packs=(pack,))
    wish = Wish(tag="t", cache=two / "cache")
    list(each_understood([one], wish))
    pack.write_text("# a comment\n", encoding="utf-8")
    list(each_understood([one], wish))
    assert len(counted) == 2


def test_other_ranges_cost_the_problems_alone(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (two / "a.md").write_text(f"# A\n\n## Question 1: How much?\n\n{PROBLEM}", encoding="utf-8")
    wish = Wish(tag="t", cache=two / "cache", problems=True)
    (first,) = recalled(two, wish, "a.md")
    assert isinstance(first, Understood)
    assert first.problems
    monkeypatch.setattr("flashcards.understanding.understood", None)
    narrowed = replace(wish, ranges={"a.md": {first.problems[0].key: "load 300..900"}})
    (second,) = recalled(two, narrowed, "a.md")
    assert isinstance(second, Understood)
    assert second.extraction == first.extraction
    assert second.problems != first.problems


def test_an_edit_beside_a_problem_draws_it_no_more(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = f"# A\n\n## Question 1: How much?\n\n{PROBLEM}"
    (two / "a.md").write_text(before, encoding="utf-8")
    wish = Wish(tag="t", cache=two / "cache", problems=True)
    (first,) = recalled(two, wish, "a.md")
    monkeypatch.setattr("flashcards.facts.computed.pool", None)
    (two / "a.md").write_text(before.replace("# A", "# Dairy\n\nOf milk.", 1), encoding="utf-8")
    (second,) = recalled(two, wish, "a.md")
    assert isinstance(first, Understood)
    assert isinstance(second, Understood)
    (one,), (other,) = first.problems, second.problems
    assert other.ask == one.ask
    assert other.deck != one.deck
    assert other.source.line == one.source.line + 2


def test_a_damaged_entry_is_made_anew(two: Path, counted: list[str]) -> None:
    wish = Wish(tag="t", cache=two / "cache", problems=True)
    first = recalled(two, wish, "a.md")
    for path in (two / "cache").iterdir():
        path.write_bytes(path.read_bytes()[:-7])
    assert recalled(two, wish, "a.md") == first
    assert recalled(two, wish, "a.md") == first
    assert len(counted) == 2


def test_a_document_that_changes_while_it_is_read_is_not_kept(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flashcards import understanding

    usable = understanding.usable

    def changing(source: Input) -> object:
        done = usable(source)
        source.path.write_text(text(9), encoding="utf-8")
        return done

    monkeypatch.setattr(understanding, "usable", changing)
    recalled(two, Wish(tag="t", cache=two / "cache"), "a.md")
    assert not (two / "cache").exists()


def test_a_document_that_cannot_be_used_is_told_again_each_time(two: Path) -> None:
    (two / "b.md").write_text("# Nothing\n", encoding="utf-8")
    wish = Wish(tag="t", cache=two / "cache")
    for _ in range(2):
        first, second = recalled(two, wish, "a.md", "b.md")
        assert isinstance(first, Understood)
        assert isinstance(second, ReadError)


def test_two_projects_with_documents_of_one_name_keep_both(
    tmp_path: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = Wish(tag="t", cache=tmp_path / "cache")
    for seed, name in [(0, "one"), (1, "two"), (0, "one"), (1, "two")]:
        (tmp_path / name).mkdir(exist_ok=True)
        monkeypatch.chdir(tmp_path / name)
        Path("a.md").write_text(text(seed), encoding="utf-8")
        list(each_understood([Input(path=Path("a.md"), name="a.md")], wish))
    assert len(counted) == 2
