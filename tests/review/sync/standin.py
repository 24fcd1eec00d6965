"""The real Anki behind the protocol of the add-on AnkiConnect: what the tests sync with.

Written from the add-on's behaviour, action by action: its actions take and give what the real
ones do, errors are texts, and each action of a `multi` is asked for version and key by itself.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from tests.anki import real


class Refused(Exception):  # noqa: N818
    """An action failed; the text is the answer."""


class StandIn:
    """A running Anki with the add-on.

    Attributes:
        col: its collection; None while no profile is open.
        lacks: actions that an older add-on does not have.
        requests: how many were served. actions: their names, those inside a `multi`, too.
        cut: after so many further requests the connection breaks before the answer; None never.
        lose: as `cut`, but before anything is done.
    """

    def __init__(self, col: Any, *, key: str | None = None) -> None:
        self.col = col
        self.key = key
        self.place = str(Path(col.path).parent / "collection.media")
        self.version = 6
        self.lacks: set[str] = set()
        self.requests = 0
        self.actions: list[str] = []
        self.cut: int | None = None
        self.lose: int | None = None
        self.before: Callable[[str], None] = lambda _: None
        """Called with each action before it is done: another hand at the same collection."""
        self.lock = threading.RLock()

    # --- the protocol ---------------------------------------------------------------------

    def handle(self, request: dict[str, Any]) -> Any:
        """The answer to a request, in the form that its version asks for."""
        version = request.get("version", 4)
        try:
            result = self._act(request)
        except Refused as error:
            return {"result": None, "error": str(error)}
        except Exception as error:  # noqa: BLE001  # the add-on answers with any error's text
            return {"result": None, "error": f"{error}" or type(error).__name__}
        return result if version <= 4 else {"result": result, "error": None}

    def _act(self, request: dict[str, Any]) -> Any:
        name = request.get("action", "")
        if request.get("key") != self.key:
            raise Refused("valid api key must be provided")
        action = getattr(self, f"do_{name}", None)
        if action is None or name in self.lacks:
            raise Refused("unsupported action")
        self.actions.append(name)
        self.before(name)
        return action(**request.get("params", {}))

    @property
    def _col(self) -> Any:
        if self.col is None:
            raise Refused("collection is not available")
        return self.col

    # --- its actions ----------------------------------------------------------------------

    def do_version(self) -> int:
        return self.version

    def do_apiReflect(self, scopes: list[str], actions: Any = None) -> dict[str, Any]:  # noqa: N802
        assert scopes == ["actions"]
        names = [n.removeprefix("do_") for n in dir(self) if n.startswith("do_")]
        return {"scopes": scopes, "actions": [n for n in names if n not in self.lacks]}

    def do_multi(self, actions: list[dict[str, Any]]) -> list[Any]:
        return [self.handle(action) for action in actions]

    def do_getMediaDirPath(self) -> str:  # noqa: N802
        assert self._col
        return self.place

    def do_getMediaFilesNames(self, pattern: str = "*") -> list[str]:  # noqa: N802
        return [path.name for path in Path(self.place).glob(pattern)]

    def do_storeMediaFile(  # noqa: N802
        self,
        filename: str,
        path: str,
        deleteExisting: bool = True,  # noqa: N803
    ) -> str:
        if deleteExisting:
            self._col.media.trash_files([filename])
        return str(self._col.media.write_data(filename, Path(path).read_bytes()))

    def do_deckNames(self) -> list[str]:  # noqa: N802
        return [d.name for d in self._col.decks.all_names_and_ids()]

    def do_findNotes(self, query: str) -> list[int]:  # noqa: N802
        return list(map(int, self._col.find_notes(query)))

    def do_findCards(self, query: str) -> list[int]:  # noqa: N802
        return list(map(int, self._col.find_cards(query)))

    def do_notesInfo(self, notes: list[int]) -> list[dict[str, Any]]:  # noqa: N802
        return [self._note(n) for n in notes]

    def _note(self, number: int) -> dict[str, Any]:
        from anki.errors import NotFoundError

        try:
            note = self._col.get_note(number)
        except NotFoundError:
            return {}
        kind = note.note_type()
        return {
            "noteId": note.id,
            "tags": note.tags,
            "fields": {
                f["name"]: {"value": note.fields[f["ord"]], "order": f["ord"]} for f in kind["flds"]
            },
            "modelName": kind["name"],
            "cards": self._col.db.list("select id from cards where nid = ? order by ord", note.id),
        }

    def _card(self, number: int) -> Any:
        from anki.errors import NotFoundError

        try:
            return self._col.get_card(number)
        except NotFoundError:
            return None

    def do_cardsInfo(self, cards: list[int]) -> list[dict[str, Any]]:  # noqa: N802
        found: list[dict[str, Any]] = []
        for number in cards:
            card = self._card(number)
            if card is None:
                found.append({})
                continue
            found.append({
                "cardId": card.id, "question": card.question(), "answer": card.answer(),
                "ord": card.ord, "deckName": self._col.decks.name(card.did), "factor": card.factor,
                "interval": card.ivl, "note": card.nid, "type": card.type, "queue": card.queue,
                "due": card.due, "reps": card.reps, "lapses": card.lapses, "left": card.left,
                "mod": card.mod,
            })  # fmt: skip
        return found

    def do_cardsModTime(self, cards: list[int]) -> list[dict[str, int]]:  # noqa: N802
        found = (self._card(number) for number in cards)
        return [{} if c is None else {"cardId": c.id, "mod": c.mod} for c in found]

    def do_cardsToNotes(self, cards: list[int]) -> list[int]:  # noqa: N802
        places = ",".join(map(str, cards))
        return list(self._col.db.list(f"select distinct nid from cards where id in ({places})"))

    def do_getDecks(self, cards: list[int]) -> dict[str, list[int]]:  # noqa: N802
        decks: dict[str, list[int]] = {}
        for number in cards:
            deck = self._col.db.scalar("select did from cards where id = ?", number)
            decks.setdefault(self._col.decks.get(deck)["name"], []).append(number)
        return decks

    def do_getReviewsOfCards(self, cards: list[int]) -> dict[str, list[dict[str, int]]]:  # noqa: N802
        names = ["id", "usn", "ease", "ivl", "lastIvl", "factor", "time", "type"]
        query = f"select {', '.join(names)} from revlog where cid = ?"
        return {
            str(card): [dict(zip(names, row, strict=True)) for row in self._col.db.all(query, card)]
            for card in cards
        }

    def do_getNumCardsReviewedByDay(self) -> list[Any]:  # noqa: N802
        return list(
            self._col.db.all(
                "select date(id/1000 - 14400, 'unixepoch', 'localtime') as day, count()"
                " from revlog group by day order by day desc"
            )
        )

    def do_insertReviews(self, reviews: list[list[int]]) -> None:  # noqa: N802
        rows = ",".join(f"({','.join(map(str, row))})" for row in reviews)
        self._col.db.execute(
            f"insert into revlog(id,cid,usn,ease,ivl,lastIvl,factor,time,type) values {rows}"
        )

    def do_setSpecificValueOfCard(  # noqa: N802
        self,
        card: int,
        keys: list[str],
        newValues: list[Any],  # noqa: N803
        warning_check: bool = False,
    ) -> Any:
        if len(keys) != len(newValues) or not warning_check:
            return False
        found = self._card(card)
        if found is None:
            return [[False, f"Card was not found: {card}"]]
        for key, value in zip(keys, newValues, strict=True):
            setattr(found, key, value)
        self._col._backend.update_cards(cards=[found._to_backend_card()], skip_undo_entry=True)
        return [True]

    def do_updateNoteFields(self, note: dict[str, Any]) -> None:  # noqa: N802
        found = self._col.get_note(note["id"])
        for name, value in note["fields"].items():
            if name in found:
                found[name] = value
        self._col._backend.update_notes(notes=[found._to_backend_note()], skip_undo_entry=True)

    def do_addTags(self, notes: list[int], tags: str) -> None:  # noqa: N802
        self._col.tags.bulk_add(notes, tags)

    def do_removeTags(self, notes: list[int], tags: str) -> None:  # noqa: N802
        self._col.tags.bulk_remove(notes, tags)

    def do_changeDeck(self, cards: list[int], deck: str) -> None:  # noqa: N802
        number = self._col.decks.id(deck)
        self._col.sched.remove_from_filtered_deck(cards) if hasattr(
            self._col.sched, "remove_from_filtered_deck"
        ) else None
        places = ",".join(map(str, cards))
        self._col.db.execute(
            f"update cards set usn=?, mod=?, did=? where id in ({places})",
            self._col.usn(), self._now(), number,
        )  # fmt: skip

    @staticmethod
    def _now() -> int:
        import time

        return int(time.time())

    def do_deleteNotes(self, notes: list[int]) -> None:  # noqa: N802
        self._col.remove_notes(notes)

    def do_importPackage(self, path: str) -> bool:  # noqa: N802
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        options = ImportAnkiPackageOptions(
            merge_notetypes=True, with_scheduling=True, with_deck_configs=True
        )
        self._col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options))
        self._col.models._clear_cache()
        return True

    def do_exportPackage(self, deck: str, path: str, includeSched: bool = False) -> bool:  # noqa: N802, N803
        from anki.collection import DeckIdLimit, ExportAnkiPackageOptions

        found = self._col.decks.by_name(deck)
        if found is None:
            return False
        options = ExportAnkiPackageOptions(
            with_scheduling=includeSched,
            with_deck_configs=includeSched,
            with_media=True,
            legacy=True,
        )
        self._col.export_anki_package(
            out_path=path, options=options, limit=DeckIdLimit(found["id"])
        )
        return True

    def do_modelNamesAndIds(self) -> dict[str, int]:  # noqa: N802
        return {m.name: m.id for m in self._col.models.all_names_and_ids()}

    def do_modelTemplates(self, modelName: str) -> dict[str, dict[str, str]]:  # noqa: N802, N803
        kind = self._col.models.by_name(modelName)
        return {t["name"]: {"Front": t["qfmt"], "Back": t["afmt"]} for t in kind["tmpls"]}

    def do_modelStyling(self, modelName: str) -> dict[str, str]:  # noqa: N802, N803
        return {"css": self._col.models.by_name(modelName)["css"]}

    def do_updateModelTemplates(self, model: dict[str, Any]) -> None:  # noqa: N802
        kind = self._col.models.by_name(model["name"])
        for template in kind["tmpls"]:
            given = model["templates"].get(template["name"])
            if given:
                template["qfmt"] = given.get("Front") or template["qfmt"]
                template["afmt"] = given.get("Back") or template["afmt"]
        self._col.models.update_dict(kind)

    def do_updateModelStyling(self, model: dict[str, str]) -> None:  # noqa: N802
        kind = self._col.models.by_name(model["name"])
        kind["css"] = model["css"]
        self._col.models.update_dict(kind)

    def do_getDeckConfig(self, deck: str) -> Any:  # noqa: N802
        found = self._col.decks.by_name(deck)
        return self._col.decks.config_dict_for_deck_id(found["id"]) if found else False

    def do_setDeckConfigId(self, decks: list[str], configId: int) -> bool:  # noqa: N802, N803
        for name in decks:
            deck = self._col.decks.by_name(name)
            if deck is None:
                return False
            deck["conf"] = configId
            self._col.decks.save(deck)
        return True

    def do_saveDeckConfig(self, config: dict[str, Any]) -> bool:  # noqa: N802
        config["id"] = int(config["id"])
        if config["id"] not in [c["id"] for c in self._col.decks.all_config()]:
            return False
        self._col.decks.update_config(config)
        return True


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        anki: StandIn = self.server.anki  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with anki.lock:
            anki.requests += 1
            for name in ("lose", "cut"):
                left = getattr(anki, name)
                if left is not None:
                    setattr(anki, name, left - 1)
            if anki.lose is not None and anki.lose < 0:
                return
            answer = json.dumps(anki.handle(json.loads(body))).encode()
            if anki.cut is not None and anki.cut < 0:
                return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serving(anki: StandIn) -> Iterator[str]:
    """The address at which it listens, until the end of the block."""
    server = HTTPServer(("127.0.0.1", 0), _Handler)
    server.anki = anki  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def running(folder: Path, *, key: str | None = None) -> Iterator[tuple[StandIn, str]]:
    """A new Anki with FSRS on, and its address."""
    folder.mkdir(parents=True, exist_ok=True)
    with real.collection(folder) as col:
        col.set_config("fsrs", True)
        anki = StandIn(col, key=key)
        with serving(anki) as url:
            yield anki, url
