"""`kiosk spare URL`: on the second laptop, keep a folder from which it can take over, pulled every ten seconds."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import ssl
import time
import urllib.error
import urllib.request
from contextlib import closing
from http.client import HTTPException
from http.cookiejar import Cookie, CookieJar
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import msgspec

from badges.refusal import Refusal
from kiosk.conference import attachments
from kiosk.i18n import _
from kiosk.recording import chunks
from kiosk.recovery import backup, restore, run_file, slide_copies, takeover
from kiosk.slides import decks
from kiosk.storage import database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

EVERY_SECONDS = 10.0
TIMEOUT_SECONDS = 20.0
SILENT_SECONDS = 120.0
"""So long a server may be silent before anybody is told to take over."""
BESIDE = re.compile(rf"{'|'.join(map(re.escape, backup.BESIDE))}|{backup.CERTIFICATES}/[A-Za-z0-9_][\w.-]*")
"""What a server may put beside a copy on this laptop, besides documents,"""
MOST = attachments.MOST + 20
"""and how many files in all."""


AUTHORITY = "spare-ca.crt"
"""The server's authority in the spare's folder, fetched when it was set up in the browser."""


class Line(Exception):
    """The server did not answer, or was cut off in the middle."""


class Untrusted(Exception):
    """A server answers, but not with a certificate that this laptop trusts."""


class Garbled(Exception):
    """Something answered, but not with a copy."""


class Straight(urllib.request.HTTPRedirectHandler):
    """No redirect is followed: the enrolment and the key go between this laptop and that server only."""

    def redirect_request(self, *_request: object) -> None:
        """None: the answer stays the error that it is."""


class Puller:
    """One conference's server, asked again and again. `folder` holds what came; `secret` is this laptop's enrolment."""

    def __init__(self, address: str, folder: Path, authority: Path | None = None) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refusal(_("Write the server's address like http://192.168.1.10:8000."))
        self.address = f"{parts.scheme}://{parts.netloc}"
        self.folder, self.jar, self.chain = folder, CookieJar(), ""
        self.told: dict[str, str] = {}
        """File beside the copy → the mark that the server gave it last,"""
        self.marks: dict[str, str] = {}
        """and the mark of what was fetched."""
        self.heard = 0
        """The mark of the last chunk of sound that came."""
        context = ssl.create_default_context(cafile=str(authority)) if authority else None
        https = [urllib.request.HTTPSHandler(context=context)] if context else []
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), Straight(), *https)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / backup.FOLDER).mkdir(exist_ok=True)

    def enrol(self, code: str) -> None:
        """Use the one-time code that the office made for a spare; keep the enrolment in the folder."""
        try:
            self._get(f"/enrol/{code.rpartition('/')[2]}")
        except urllib.error.HTTPError as error:
            raise Refusal(_("The server does not take this link: make a new one for a spare laptop.")) from error
        except (Line, Untrusted) as error:
            raise Refusal(
                _(
                    "The server cannot be reached, or its certificate is not trusted: take the whole link from the office."
                )
            ) from error
        cookies = {cookie.name: str(cookie.value) for cookie in self.jar}
        try:
            takeover.keep(
                self.folder, msgspec.structs.replace(takeover.noted(self.folder), address=self.address, cookies=cookies)
            )
        except OSError as error:
            raise Refusal(cannot_write(error)) from error

    def known(self) -> bool:
        """Take up an enrolment from an earlier start."""
        note = takeover.noted(self.folder)
        if note.address != self.address:
            return False
        for name, value in note.cookies.items():
            self.jar.set_cookie(_cookie(name, value, urlsplit(self.address).hostname or ""))
        return True

    def pull(self) -> Path | None:
        """Fetch the newest copy, if it is another one, with settings and key. Returns it, checked, or None.

        Raises `Line` or `Garbled`, and OSError where this laptop's own disk is at fault.
        """
        try:
            body, headers = self._get(f"/spare/copy?after={self.chain}")
        except urllib.error.HTTPError as error:
            if error.code == 304:
                return None
            raise
        number = _digits(headers.get("X-Number", ""))
        if hashlib.sha256(body).hexdigest() != headers.get("X-Digest"):
            raise Garbled("the copy arrived damaged")
        self._fetch(name for name in self._beside() if BESIDE.fullmatch(name))
        path = self.folder / backup.FOLDER / f"{number:012d}.db"
        takeover.write(path, body)
        if not restore.is_sound(path):
            path.unlink()
            raise Garbled("the copy is damaged")
        backup.one_history(path.parent, path)
        backup.thin(path.parent)
        takeover.keep(self.folder, msgspec.structs.replace(takeover.noted(self.folder), pulled=number, taken=""))
        with closing(database.reading(path)) as held:
            self.chain = held.chain
        return path

    def documents(self) -> None:
        """Fetch handouts and templates that are new or were changed; the copy was first. Raises as `pull` does."""
        self._fetch(name for name in self._beside() if attachments.NAME.fullmatch(name))

    def sound(self) -> None:
        """Fetch chunks of the hall's sound that are new, as far as the server copies them. Raises as `pull` does."""
        try:
            told = [
                (str(one["name"]), int(one["mark"]))
                for one in json.loads(self._get(f"/spare/sound?after={self.heard}")[0])
            ]
        except (ValueError, KeyError, TypeError) as error:
            raise Garbled("the server's answer is not understood") from error
        for name, mark in told:
            if not chunks.is_chunk(name):
                raise Garbled("the server names a file that no copy needs")
            path = self.folder / chunks.FOLDER / name
            if not path.exists():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                takeover.write(path, self._get(f"/spare/sound/{name}", chunks.CHUNK)[0])
            self.heard = mark

    def slides(self) -> None:
        """Fetch the pages of decks that are new, and remove decks that the server has no more. Raises as `pull` does."""
        try:
            told = [str(name) for name in json.loads(self._get("/spare/slides")[0])]
        except (ValueError, TypeError) as error:
            raise Garbled("the server's answer is not understood") from error
        if not all(map(slide_copies.NAME.fullmatch, told)):
            raise Garbled("the server names a file that no copy needs")
        slide_copies.drop_others(told, self.folder)
        for name in slide_copies.lacking(told, self.folder):
            (self.folder / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            takeover.write(self.folder / name, self._get(f"/spare/{name}", decks.MOST_BYTES)[0])

    def _beside(self) -> list[str]:
        """What the server says belongs beside a copy, as far as it is new to us or was changed."""
        try:
            told = json.loads(self._get("/spare")[0])["beside"]
            marks = {str(file["name"]): str(file["mark"]) for file in told}
        except (ValueError, KeyError, TypeError) as error:
            raise Garbled("the server's answer is not understood") from error
        if not all(BESIDE.fullmatch(name) or attachments.NAME.fullmatch(name) for name in marks) or len(marks) > MOST:
            raise Garbled("the server names a file that no copy needs")
        self.told = marks
        return [n for n, mark in marks.items() if self.marks.get(n) != mark or not (self.folder / n).exists()]

    def _fetch(self, names: Iterable[str]) -> None:
        for name in names:
            takeover.write(self.folder / name, self._get(f"/spare/{quote(name)}", attachments.LARGEST)[0])
            self.marks[name] = self.told[name]

    def _get(self, path: str, largest: int = 0) -> tuple[bytes, dict[str, str]]:
        try:
            with self.opener.open(self.address + path, timeout=TIMEOUT_SECONDS) as answer:
                if largest and (answer.length is None or answer.length > largest):
                    raise Garbled("a file that is too large")
                return answer.read(), dict(answer.headers)
        except urllib.error.HTTPError:
            raise
        except (OSError, HTTPException, ValueError) as error:
            untrusted = isinstance(getattr(error, "reason", error), ssl.SSLCertVerificationError)
            raise (Untrusted if untrusted else Line)(str(error)) from error


def _digits(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,12}", text):
        raise Garbled("the copy has no number")
    return int(text)


def _cookie(name: str, value: str, host: str) -> Cookie:
    """A cookie as the server had set it."""
    domain = host if "." in host else f"{host}.local"
    secure = name.startswith("__Host-")
    return Cookie(0, name, value, None, False, domain, False, False, "/", True, secure, None, False, None, None, {})


def cannot_write(error: Exception) -> str:
    """What to do where this laptop's own disk is at fault."""
    return _("This spare laptop cannot write: make room on its disk. ({fault})").format(fault=error)


class Teller:
    """Says what came, and what is wrong: the line, the server, or this laptop."""

    def __init__(self, puller: Puller, say: Callable[[str], Any]) -> None:
        self.puller, self.say, self.heard = puller, say, time.monotonic()
        self.problem = ""
        """The fault of the last round: line, untrusted, garbled, disk, server, ended; "" where all went well."""

    def round(self) -> None:
        """Pull once. Raises `Refusal` where pulling again is of no use."""
        try:
            run_file.refuse_second(self.puller.folder)
            path = self.puller.pull()
            self.heard = time.monotonic()
            if path:
                self.say(_("Copy up to log row {number}.").format(number=backup.number(path)))
            self.puller.documents()
            self.puller.sound()
            self.puller.slides()
            self.problem = ""
        except urllib.error.HTTPError as error:
            self.heard, self.problem = time.monotonic(), "server"
            if error.code in (401, 403):
                self.problem = "ended"
                raise Refusal(
                    _("This laptop is not enrolled as a spare: make a link for it at the office's devices.")
                ) from error
            self.say(_("The server answers {status}; trying again.").format(status=error.code))
        except Untrusted:
            self.heard, self.problem = time.monotonic(), "untrusted"
            self.say(
                _("The server's certificate is not trusted here: start this command again with --ca and its ca.crt.")
            )
        except Garbled:
            self.problem = "garbled"
            self.say(_("What came from the server is damaged or no copy; trying again."))
        except Line:
            self.problem = "line"
            self.say(self._silence())
        except (OSError, sqlite3.Error) as error:
            self.heard, self.problem = time.monotonic(), "disk"
            self.say(cannot_write(error))

    def _silence(self) -> str:
        if time.monotonic() - self.heard < SILENT_SECONDS:
            return _("The server does not answer just now; trying again.")
        return _("The server cannot be reached. If it is lost, take over: kiosk --conference {folder} takeover").format(
            folder=self.puller.folder
        )


def pull_for_ever(puller: Puller, say: Callable[[str], object], rounds: int = 0) -> None:
    """Pull for ever (or so many times), and say what came and what is wrong."""
    done, teller = 0, Teller(puller, say)
    while not rounds or done < rounds:
        done += 1
        teller.round()
        if not rounds or done < rounds:
            time.sleep(EVERY_SECONDS)
