"""Past one machine, the writer's side: the newest public pictures go to Redis, for the socket processes that carry them on.

Only what everybody may see goes out: the pictures of the public stands, the pages around them, and a beat every second
by which a socket process knows that what it shows is live. Losing Redis costs the writer nothing: it tries again each
second and then sends everything anew.
"""

from __future__ import annotations

import json
import logging
import re
import threading
from typing import TYPE_CHECKING, Any

import redis

from badges.refusal import Unknown
from kiosk.conference import legibility
from kiosk.i18n import LANGUAGES
from kiosk.slides import decks

if TYPE_CHECKING:
    from kiosk.web.pictures import Screens

BEAT_SECONDS = 1.0
SLIDE = re.compile(r"/hall/slides/([0-9a-f]{16})/([0-9]{1,3})\.webp")
"""A page of slides in a picture."""
SLIDE_SECONDS = 24 * 3600
PATIENCE = {"socket_timeout": 1.0, "socket_connect_timeout": 1.0}
log = logging.getLogger("kiosk")


def key(conference: str, *parts: str) -> str:
    """A name in Redis: kiosk:haiphong-2026:picture:hall:vi."""
    return ":".join(["kiosk", conference, *parts])


class Publisher:
    """Sends the newest picture of each public stand to Redis, the hall's first."""

    def __init__(self, screens: Screens, url: str) -> None:
        self.screens = screens
        self.redis = redis.Redis.from_url(url, **PATIENCE)
        self.conference = screens.conference.settings.id
        self.lost = False
        self._slides: set[tuple[str, str]] = set()
        """Pages of slides, by deck and number, that Redis has."""
        self._waiting: dict[tuple[str, str], dict[str, Any]] = {}
        self._wake = threading.Event()

    def take(self, picture: dict[str, Any], language: str) -> None:
        """A newer picture: an older one of the same stand that still waits is not sent any more."""
        self._waiting[picture["stand"], language] = picture
        self._wake.set()

    def everything(self) -> None:
        """Take all public pictures as they are now."""
        self._slides.clear()
        for name, stand in self.screens.stands.items():
            if stand.is_carried:
                for language in LANGUAGES:
                    self.take(self.screens.picture(name, language), language)

    def send(self) -> None:
        """Send what waits, and the beat. Raises `redis.RedisError`; what was not sent still waits."""
        waiting = dict(self._waiting)
        pipe = self.redis.pipeline(transaction=False)
        slides = {page for picture in waiting.values() for page in SLIDE.findall(picture["html"])} - self._slides
        for deck, page in slides:
            if body := self._drawn(deck, int(page)):
                pipe.set(key(self.conference, "slide", deck, page), body, ex=SLIDE_SECONDS)
        for (stand, language), picture in waiting.items():
            text = json.dumps(picture, ensure_ascii=False)
            pipe.set(key(self.conference, "picture", stand, language), text)
            pipe.set(key(self.conference, "page", stand, language), self.screens.page(stand, language))
            pipe.publish(key(self.conference, "pictures"), json.dumps([stand, language, picture], ensure_ascii=False))
        pipe.set(key(self.conference, "page", "conference.css"), legibility.css(self.screens.conference.settings))
        pipe.publish(key(self.conference, "beat"), self.screens.conference.epoch)
        pipe.execute()
        self._slides |= slides
        for name, picture in waiting.items():
            if self._waiting.get(name) is picture:
                del self._waiting[name]

    def _drawn(self, ident: str, page: int) -> bytes | None:
        """Return a page of slides as it is on disk; None where it was removed meanwhile."""
        folder = self.screens.conference.folder
        try:
            return decks.picture(folder, decks.get(folder, ident), page).read_bytes()
        except (Unknown, OSError):
            return None

    def run(self) -> None:
        """For ever: send at once what is new, and a beat each second."""
        self.everything()
        while True:
            try:
                self.send()
                if self.lost:
                    self.lost = False
                    log.info("redis is back")
                    self.everything()
                    continue
            except redis.RedisError as error:
                if not self.lost:
                    log.warning("redis is lost: %s", type(error).__name__)
                self.lost = True
            self._wake.wait(BEAT_SECONDS)
            self._wake.clear()
