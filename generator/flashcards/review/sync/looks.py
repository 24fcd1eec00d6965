"""Note types and preset to Anki: templates, style, deck options; the learner's changes stay."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from flashcards.anki.note_types import NOTE_TYPES, model
from flashcards.anki.preset import NAME
from flashcards.review.exchange.options import deck_options
from flashcards.review.sync.agreed import digest
from flashcards.review.sync.client import Action
from flashcards.review.sync.run import Run

LOOKS, PRESET = "looks", "preset"
"""Names of facts: digests of what note types looked like, and what our deck options were."""

_SHARED = (
    ("new", "delays"), ("new", "perDay"), ("new", "bury"), ("rev", "perDay"), ("rev", "maxIvl"),
    ("rev", "bury"), ("lapse", "delays"), ("lapse", "leechFails"), ("lapse", "leechAction"),
    ("", "desiredRetention"), ("", "fsrsParams6"),
)  # fmt: skip
"""What of the deck options follows from our settings."""


def push(run: Run) -> None:
    """Bring note types and preset up to date where only our side changed.

    Raises:
        SyncError: Anki cannot be reached.
    """
    _types(run)
    _preset(run)


# --- note types -----------------------------------------------------------------------------


def _types(run: Run) -> None:
    before: dict[str, list[str]] = run.agreed.fact(LOOKS) or {}
    ours = {str(kind.id): _our_look(note_class) for note_class, kind in NOTE_TYPES.items()}
    same = before.keys() == ours.keys() and all(before[n][0] == _digest(ours[n]) for n in ours)
    if same and not run.options.overwrite:
        return  # what changed in Anki alone is the learner's
    names = run.anki.call("modelNamesAndIds")
    there = {str(number): name for name, number in names.items() if str(number) in ours}
    asked: list[Action] = []
    for name in there.values():
        asked += [("modelTemplates", {"modelName": name}), ("modelStyling", {"modelName": name})]
    found = run.anki.many(asked)
    # A type that Anki has not yet will come by package, as we have it.
    after = {n: [_digest(look), _digest(look)] for n, look in ours.items()} | before
    actions: list[Action] = []
    for (number, name), templates, styling in zip(
        there.items(), found[::2], found[1::2], strict=True
    ):
        theirs: Look = (templates, styling["css"])
        our = ours[number]
        was = before.get(number)
        if theirs == our:
            after[number] = [_digest(our), _digest(theirs)]
            continue
        untouched = was is not None and _digest(theirs) == was[1]
        renewed = was is not None and untouched and _digest(our) != was[0]
        if renewed or run.options.overwrite:
            run.summary.looks += 1
            run.journal.write(
                [{"was": "look", "name": name, "templates": templates, "css": styling["css"]}]
                if not run.options.dry_run
                else []
            )
            actions += _setting(name, our)
            after[number] = [_digest(our), _digest(our)]
        else:
            # To the learner it stays theirs: no later look of ours replaces it.
            after[number] = [_digest(our), was[1] if was else _digest(our)]
    if not run.options.dry_run:
        run.anki.many(actions)
        run.agreed.set_fact(LOOKS, after)


Look = tuple[Mapping[str, Mapping[str, str]], str]
"""Templates by name, each with `Front` and `Back`; and the style."""


def _our_look(note_class: Any) -> Look:
    made = model(note_class)
    templates = {t["name"]: {"Front": t["qfmt"], "Back": t["afmt"]} for t in made.templates}
    return templates, made.css


def _digest(look: Look) -> str:
    templates, css = look
    return digest(
        css, *(part for name in sorted(templates) for part in (name, *templates[name].values()))
    )


def _setting(name: str, look: Look) -> Iterator[Action]:
    templates, css = look
    yield "updateModelTemplates", {"model": {"name": name, "templates": templates}}
    yield "updateModelStyling", {"model": {"name": name, "css": css}}


def undo_setting(entry: Mapping[str, Any]) -> list[Action]:
    """The actions that give a note type its look back."""
    return list(_setting(entry["name"], (entry["templates"], entry["css"])))


# --- preset ---------------------------------------------------------------------------------


def _preset(run: Run) -> None:
    """The preset comes into Anki with the first package; here it follows our settings."""
    ours = _values(deck_options(run.settings, modified=0))
    before = run.agreed.fact(PRESET)
    if before == ours:
        return
    config = _ours(run)
    if config is None:
        return  # none there yet, or the learner has another
    theirs = _values(config)
    # At first ours are what the package brought: defaults.
    was = before or _values(deck_options(type(run.settings)(), modified=0))
    changed = {
        key: value
        for key, value in ours.items()
        if value != was.get(key) and theirs.get(key) == was.get(key) and theirs.get(key) != value
    }
    if changed:
        run.summary.preset = True
    if run.options.dry_run:
        return
    if changed:
        run.journal.write([{"was": "preset", "config": config}])
        run.anki.call("saveDeckConfig", config=_with(config, changed))
    run.agreed.set_fact(PRESET, ours)


def follow(run: Run, decks: Collection[str]) -> None:
    """Decks that cards were moved to have our preset, if they were made for it.

    Anki gives a new deck its default, which does not bury siblings.
    """
    made = sorted(set(decks) - run.decks_before)
    config = _ours(run) if made else None
    if config is not None:
        run.anki.call("setDeckConfigId", decks=made, configId=config["id"])


def _ours(run: Run) -> dict[str, Any] | None:
    """Our preset, if a deck of ours has it: one that is empty now may be the last that does."""
    roots = {our.root for our in run.ours.values()}
    decks = sorted(
        deck
        for deck in run.theirs.deck_names
        if any(deck == root or deck.startswith(f"{root}::") for root in roots)
    )
    configs = run.anki.many(("getDeckConfig", {"deck": deck}) for deck in decks)
    return next((c for c in configs if c and c.get("name") == NAME), None)


def _values(config: Mapping[str, Any]) -> dict[str, Any]:
    return {
        f"{part}.{name}": (config.get(part, {}) if part else config).get(name)
        for part, name in _SHARED
    }


def _with(config: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    made = {**config, **{part: dict(config[part]) for part in ("new", "rev", "lapse")}}
    for key, value in changed.items():
        part, name = key.split(".")
        (made[part] if part else made)[name] = value
    return made
