"""Screens: each stand's picture, drawn by the server, numbered, sent whole; and who looks at it.

HTTP changes the world, the socket only tells. First load, update and reconnect are the same path: the newest picture.
A picture's number is the log's when it was drawn, so it rises with every change and survives a restart; a page ignores
an older one. `epoch` changes when the server does, and then any number is taken.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from typing import TYPE_CHECKING, Any

from flask import render_template

from kiosk.conference import stage
from kiosk.conference.conference import WARNING
from kiosk.i18n import LANGUAGES, sentence, speaking
from kiosk.web import patches
from kiosk.web.websocket import Crowd

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask_socketio import SocketIO

    from kiosk.conference.conference import Conference
    from kiosk.web.stand import Changes, Stand

log = logging.getLogger("kiosk")
DOOR = frozenset({"scan", "arrival", "double_entry", "matter", "guest", "organisation"})
QUEUE = frozenset({"question", "turn"})
"""What everybody may see of the dialogue; answers are for staff, and are written every few seconds."""
DIALOGUE = QUEUE | {"answer", "conclusion"}
PROGRAMME = frozenset({"item", "hall", "speech"})
NOTES = frozenset({"note"})
SCREENS = frozenset({"screens"})
"""No table: which pages are open, and which picture each shows."""
CALM_SECONDS = 0.5
"""The door changes many times a second; its counts are drawn at most this often,"""
CALM_SHARE = 10
"""and so much less often than they take to draw, that a list of many thousands does not keep the desks waiting."""
KEPT_SECONDS = 1.0
"""A picture is drawn again after so long although nothing changed: it may speak of the time."""


class Screens:
    """All stands of an application, the newest picture of each, and the loop that draws and sends."""

    def __init__(self, app: Flask, conference: Conference, socketio: SocketIO) -> None:
        self.app, self.conference, self.socketio = app, conference, socketio
        self.stands: dict[str, Stand] = {}
        self.crowd = Crowd(socketio)
        self.looking: dict[str, tuple[str, str, str]] = {}
        """Socket id → (stand, variant, device id)."""
        self.shown: dict[str, int] = {}
        """Socket id → number of the newest picture that its page says it shows."""
        self.sent: dict[str, int] = {}
        """Stand → number of the newest picture sent to its pages."""
        self.publish: Callable[[dict[str, Any], str], None] | None = None
        """Takes each picture of a public stand, for audiences beyond this process (`kiosk.server.redis_publisher`)."""
        self._told: dict[str, int] = {}
        """Stand with `changes` → the version that its pages' frames have reached."""
        self._last: dict[tuple[str, str], dict[str, Any]] = {}
        """(stand, language) → the picture that its open pages were sent last."""
        self._newest: dict[tuple[str, str], tuple[float, dict[str, Any]]] = {}
        self._dirty: dict[str, float] = {}
        self._took: dict[str, float] = {}
        """Stand → seconds that its last pictures took."""
        self._watchers: dict[frozenset[str], list[tuple[str, bool]]] = {}
        """Tables that change together → (stand, whether it can wait)."""
        self._wake = threading.Event()
        self._on = object()
        conference.db.listeners.append(self.touched)

    def add(self, stand: Stand) -> None:
        """Take a stand in."""
        self.stands[stand.name] = stand
        self._watchers.clear()
        if stand.changes:
            self._told[stand.name] = self.conference.db.versions.newest

    def picture(self, name: str, language: str) -> dict[str, Any]:
        """The stand's picture (`Picture`) as it is now.

        Many who come at once get the same one: it is drawn anew after each change, and each second. A long one that open
        pages hold is given as they hold it, so that the next patch fits.
        """
        if (last := self._last.get((name, language))) and self._is_current(name, last):
            return last | {"now": self.conference.clock.milliseconds()}
        conference, known = self.conference, self._newest.get((name, language))
        if known and known[1]["number"] == conference.db.seq and time.monotonic() - known[0] < KEPT_SECONDS:
            return known[1]
        picture = self._draw(name, language)
        self._newest[name, language] = (time.monotonic(), picture)
        return picture

    def _is_current(self, name: str, last: dict[str, Any]) -> bool:
        is_long = len(last["html"]) >= patches.FROM_LENGTH
        return is_long and name not in self._dirty and last["number"] == self.conference.db.seq

    def version(self, name: str) -> int:
        """Return the number of the newest log row that changed what a stand with `changes` keeps."""
        return self.conference.db.versions.of(c.tables) if (c := self.stands[name].changes) else 0

    def first(self, name: str, language: str) -> dict[str, Any]:
        """Return what a page of the stand gets when its socket opens: the picture, or up to where its rows must reach."""
        if self.stands[name].changes:
            return self._head(name, language) | {"list": self.version(name), "before": None}
        return self.picture(name, language)

    def _head(self, name: str, language: str) -> dict[str, Any]:
        """Return what every frame says: whose it is, its number, the conference's clock, a warning."""
        conference = self.conference
        with speaking(language):
            warning = sentence(conference.warning) if conference.warning and self.stands[name].is_staff else ""
        return {
            "stand": name, "number": conference.db.seq, "epoch": conference.epoch, "conference": conference.name,
            "now": self.conference.clock.milliseconds(), "warning": warning,
        }  # fmt: skip

    def _draw(self, name: str, language: str) -> dict[str, Any]:
        head = self._head(name, language)
        with self.app.app_context(), speaking(language):
            html = render_template(
                f"{self.stands[name].folder}/_picture.html", **self.stands[name].facts(self.conference)
            )
        return head | {"html": html, "mark": patches.mark(html), "now": self.conference.clock.milliseconds()}

    def touched(self, tables: set[str]) -> None:
        """Some tables changed: the stands that watch them get a new picture, the door's counts not more often than calm."""
        now = time.monotonic()
        for name, is_calm in self._watching(frozenset(tables)):
            calm = max(CALM_SECONDS, CALM_SHARE * self._took.get(name, 0.0)) if is_calm else 0.0
            due = now + calm
            if due < self._dirty.get(name, math.inf):
                self._dirty[name] = due
                self._wake.set()
            for language in LANGUAGES:
                self._newest.pop((name, language), None)

    def _watching(self, tables: frozenset[str]) -> list[tuple[str, bool]]:
        """Return the stands that watch one of the tables, and whether only their counts of the door change by these."""
        if tables not in self._watchers:
            hits = [(stand.name, tables & (stand.watches | {WARNING})) for stand in self.stands.values()]
            self._watchers[tables] = [(name, not hit - DOOR - SCREENS) for name, hit in hits if hit]
        return self._watchers[tables]

    def draw_due(self) -> list[str]:
        """Draw and send what is due now, the hall first, phones last. Returns the stands drawn."""
        self._programme_moved()
        now = time.monotonic()
        due = sorted((n for n, at in list(self._dirty.items()) if at <= now), key=lambda n: self.stands[n].order)
        for name in due:
            del self._dirty[name]
            self.sent[name] = self.conference.db.seq
            start = time.monotonic()
            try:
                self._send(name)
            except Exception:  # one stand that cannot be drawn must not still the others
                log.exception("picture of %s", name)
            self._took[name] = time.monotonic() - start
            time.sleep(0)  # whoever waits at a desk comes first
        return due

    def _send_rows(self, stand: Stand, changes: Changes) -> None:
        """Send the rows that changed since the last frame; `before`: to whom they are all that is missing, by version.

        The version is read before the rows: a frame never claims more than it holds.
        """
        before, version = self._told[stand.name], self.version(stand.name)
        for role in sorted(stand.roles) if version != before or self.conference.warning else ():
            taken = [w for w in LANGUAGES if self.crowd.rooms.get(room(stand.name, stand.variant(role, w)))]
            rows = changes.since(self.conference, role, before) if taken else None
            reach = {"list": version, "before": None if rows is None else before}
            for language in taken:
                frame = self._head(stand.name, language) | reach | (rows or {})
                self.crowd.tell(room(stand.name, stand.variant(role, language)), frame)
        self._told[stand.name] = version

    def _send(self, name: str) -> None:
        stand = self.stands[name]
        if stand.changes:
            self._send_rows(stand, stand.changes)
            return
        beyond = self.publish if stand.is_carried else None
        for language in LANGUAGES:
            if not (self.crowd.rooms.get(room(name, language)) or beyond):
                self._last.pop((name, language), None)
                continue
            picture = self._draw(name, language)
            self._newest[name, language] = (time.monotonic(), picture)
            self.crowd.tell(room(name, language), patches.frame(self._last.get((name, language)), picture))
            self._last[name, language] = picture
            if beyond:
                beyond(picture, language)

    def page(self, name: str, language: str) -> str:
        """Return a public stand's whole page, as somebody without a device would get it, for a process that may have no bundles."""
        with self.app.test_request_context(f"/{name}"), speaking(language):
            return render_template(
                f"{name}/page.html",
                stand=name,
                view=name,
                picture=self.picture(name, language),
                device=None,
                bundle=lambda _name: "",
            )

    def _programme_moved(self) -> None:
        conference = self.conference
        on = stage.moves_on(conference)
        if on != self._on:
            self._on = on
            self.touched({"item"})

    def run(self) -> None:
        """For ever: wait for a change, or for the next thing that is due, and draw."""
        while True:
            now = time.monotonic()
            soonest = min(list(self._dirty.values()), default=now + 1.0)
            self._wake.wait(max(0.0, min(1.0, soonest - now)))
            self._wake.clear()
            self.draw_due()

    def came(self, sid: str, stand: str, variant: str, device: str, environ: dict[str, Any] | None = None) -> None:
        """A page opened its socket, by the request `environ`."""
        self.looking[sid] = (stand, variant, device)
        self.crowd.join(room(stand, variant), sid, environ or {})
        self.touched(set(SCREENS))

    def left(self, sid: str) -> None:
        """A page's socket closed."""
        self.looking.pop(sid, None)
        self.crowd.leave(sid)
        self.shown.pop(sid, None)
        self.touched(set(SCREENS))

    def showing(self, sid: str, number: int) -> bool:
        """A page says which picture it shows. False when no socket of this id is open."""
        if sid not in self.looking:
            return False
        if self.shown.get(sid) != number:
            self.shown[sid] = number
            self.touched(set(SCREENS))
        return True

    def watching(self, stand: str) -> list[tuple[str, int | None, bool]]:
        """The pages of a stand: device id or "", number of the picture shown or None, whether it is the newest."""
        wanted = self.sent.get(stand, 0)
        return [
            (device, number, number is not None and number >= wanted)
            for sid, (name, _variant, device) in list(self.looking.items())
            if name == stand
            for number in [self.shown.get(sid)]
        ]


def room(stand: str, variant: str) -> str:
    """Return the name under which pages of a stand that get the same frames are kept together."""
    return f"{stand}.{variant}"
