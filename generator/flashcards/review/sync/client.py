"""AnkiConnect, the add-on by which other programs speak with a running Anki: JSON over HTTP.

The add-on serves one request at a time on Anki's own thread, some 25 ms apart, and reads what it
is sent a kilobyte at a time, looking through all of it each time. So actions go together, but
never many bytes at once; what is large goes by file.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from flashcards.review.sync.errors import SyncError

URL = "http://127.0.0.1:8765"
VERSION = 6

CODE = "2055492159"
"""The add-on's number, for Anki's *Get Add-ons*."""

LARGEST = 200_000
"""Bytes of one request; its cost grows with their square."""

TOGETHER = 500
"""Actions of one request: Anki's window does not move while they run."""

PATIENCE_S = 60.0
"""Seconds to wait for an answer; an import may take longer."""

NEEDED = frozenset((
    "addTags", "apiReflect", "cardsInfo", "cardsModTime", "cardsToNotes", "changeDeck", "deckNames",
    "deleteNotes", "exportPackage", "findCards", "findNotes", "getDeckConfig", "getDecks",
    "getMediaDirPath", "getMediaFilesNames", "getNumCardsReviewedByDay", "getReviewsOfCards",
    "importPackage", "insertReviews", "modelNamesAndIds", "modelStyling", "modelTemplates", "multi",
    "notesInfo", "removeTags", "saveDeckConfig", "setDeckConfigId", "setSpecificValueOfCard",
    "storeMediaFile", "updateModelStyling", "updateModelTemplates", "updateNoteFields",
))  # fmt: skip
"""Actions that a sync asks for; releases of the add-on since 2023 have all."""

Action = tuple[str, dict[str, Any]]
"""The name of an action and its parameters."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


class Anki:
    """A running Anki.

    Attributes:
        url: where the add-on listens.
        key: the one that is set in the add-on's options, or "".
    """

    def __init__(self, url: str = URL, key: str = "", *, patience_s: float = PATIENCE_S) -> None:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        try:
            self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 8765
        except ValueError as error:
            raise SyncError(f"{url!r} is no address", hint=f"the usual one is {URL}") from error
        if parts.scheme != "http":
            raise SyncError(f"{url!r} is no address", hint=f"the usual one is {URL}")
        self.url = f"http://{self._host}:{self._port}"
        self.key = key
        self._patience_s = patience_s

    def call(self, action: str, *, patience_s: float | None = None, **parameters: Any) -> Any:
        """The result of one action.

        Raises:
            SyncError: Anki cannot be reached, or the action failed.
        """
        answer = self._post(self._request(action, parameters), patience_s or self._patience_s)
        return self._result(answer, action)

    def many(
        self, actions: Iterable[Action], *, progress: Callable[[int], None] = lambda _: None
    ) -> list[Any]:
        """The results of actions, in their order; each part of them is one request.

        Raises:
            SyncError: as `call`; what came before the failed action is done.
        """
        results: list[Any] = []
        for part in self._parts(actions):
            answers = self._result(
                self._post(self._request("multi", {"actions": part}), self._patience_s), "multi"
            )
            if not isinstance(answers, list) or len(answers) != len(part):
                raise self._strange(f"{len(part)} actions were asked for, and not answered")
            results += [
                self._result(answer, asked["action"])
                for answer, asked in zip(answers, part, strict=True)
            ]
            progress(len(results))
        return results

    def together(self, actions: Sequence[Action]) -> list[Any]:
        """As `many`, in one request: Anki does all of them without a look at anything else."""
        found = self.tried(actions)
        for answer in found:
            if isinstance(answer, SyncError):
                raise answer
        return found

    def tried(self, actions: Sequence[Action]) -> list[Any]:
        """As `together`, with the error in the place of an action that failed."""
        asked = [self._request(name, parameters) for name, parameters in actions]
        answers = self._result(
            self._post(self._request("multi", {"actions": asked}), self._patience_s), "multi"
        )
        found: list[Any] = []
        for answer, (name, _) in zip(answers, actions, strict=True):
            try:
                found.append(self._result(answer, name))
            except SyncError as error:
                found.append(error)
        return found

    def hello(self) -> str:
        """Where the open collection keeps its media: which one it is.

        Raises:
            SyncError: Anki cannot be reached, the add-on is too old, or no profile is open.
        """
        version, known = self.together(
            [("version", {}), ("apiReflect", {"scopes": ["actions"], "actions": None})]
        )
        actions = frozenset(known.get("actions", ()) if isinstance(known, dict) else ())
        missing = sorted(NEEDED - actions)
        if not isinstance(version, int) or version < VERSION or missing:
            raise SyncError(
                f"the add-on AnkiConnect is too old; it lacks {', '.join(missing) or 'version 6'}",
                hint="in Anki: Tools, Add-ons, Check for Updates; then start Anki again",
            )
        return str(self.call("getMediaDirPath"))

    # --- one request ------------------------------------------------------------------------

    def _request(self, action: str, parameters: dict[str, Any]) -> dict[str, Any]:
        # Of a `multi`, each action is looked at as if it came alone: with version and key.
        request: dict[str, Any] = {"action": action, "version": VERSION}
        if parameters:
            request["params"] = parameters
        if self.key:
            request["key"] = self.key
        return request

    def _parts(self, actions: Iterable[Action]) -> Iterator[list[dict[str, Any]]]:
        part: list[dict[str, Any]] = []
        size = 0
        for name, parameters in actions:
            request = self._request(name, parameters)
            length = len(json.dumps(request))
            if part and (size + length > LARGEST or len(part) >= TOGETHER):
                yield part
                part, size = [], 0
            part.append(request)
            size += length
        if part:
            yield part

    def _post(self, request: dict[str, Any], patience_s: float) -> Any:
        # No proxy of the environment's: what is asked is on this machine.
        connection = http.client.HTTPConnection(self._host, self._port, timeout=patience_s)
        try:
            connection.request(
                "POST", "/", json.dumps(request).encode(), {"Content-Type": "application/json"}
            )
            answer = connection.getresponse()
            body = answer.read()
        except ConnectionRefusedError as error:
            raise SyncError(
                f"nobody answers at {self.url}",
                hint="start Anki; it needs the add-on AnkiConnect "
                f"(Tools, Add-ons, Get Add-ons, {CODE}), which listens after a restart",
            ) from error
        except TimeoutError as error:
            raise SyncError(
                f"Anki did not answer within {patience_s:.0f} seconds",
                hint="close its dialogs, or wait until its own sync is done; what was done is kept",
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise SyncError(
                f"the connection to {self.url} broke: {str(error) or type(error).__name__}",
                hint="sync again: what was done is kept, and nothing is done twice",
            ) from error
        finally:
            connection.close()
        try:
            return json.loads(body)
        except ValueError:
            raise self._strange(f"it answered {body[:40]!r}") from None

    def _result(self, answer: Any, action: str) -> Any:
        if not isinstance(answer, dict) or not {"result", "error"} <= answer.keys():
            raise self._strange(f"{action} was answered with {str(answer)[:40]!r}")
        error = answer["error"]
        if error is None:
            return answer["result"]
        text = str(error)
        if "api key" in text:
            raise SyncError(
                "AnkiConnect asks for a key",
                hint="--key, or FLASHCARDS_ANKI_KEY; the add-on's options in Anki have it",
            )
        if "collection is not available" in text:
            raise SyncError("no profile is open in Anki", hint="choose one in its window")
        if "unsupported action" in text:
            raise SyncError(
                f"the add-on AnkiConnect is too old; it lacks {action}",
                hint="in Anki: Tools, Add-ons, Check for Updates; then start Anki again",
            )
        raise SyncError(f"Anki could not do {action}: {text}")

    def _strange(self, what: str) -> SyncError:
        return SyncError(
            f"what listens at {self.url} is not AnkiConnect: {what}",
            hint="--url names another address",
        )
