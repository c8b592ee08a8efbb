"""`kiosk spare URL`: on the second laptop, keep a folder from which it can take over, pulled every ten seconds."""

from __future__ import annotations

import hashlib
import json
import os
import re
import ssl
import time
import urllib.error
import urllib.request
from http.cookiejar import Cookie, CookieJar
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from badges.refusal import Refusal
from kiosk import backup, restore
from kiosk.words import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "spare.json"
EVERY_SECONDS = 10.0
TIMEOUT_SECONDS = 20.0
BESIDE = re.compile(rf"{'|'.join(map(re.escape, backup.BESIDE))}|{backup.CERTIFICATES}/[A-Za-z0-9_][\w.-]*")
"""What a server may put beside a copy on this laptop."""


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
        self.folder, self.jar, self.number = folder, CookieJar(), -1
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
        except OSError as error:
            raise Refusal(
                _("The server cannot be reached, or its certificate is not trusted: name its authority with --ca.")
            ) from error
        secret = {cookie.name: cookie.value for cookie in self.jar}
        path = self.folder / FILE
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({"address": self.address, "cookies": secret}, file)

    def known(self) -> bool:
        """Take up an enrolment from an earlier start."""
        try:
            kept = json.loads((self.folder / FILE).read_text())
        except (OSError, ValueError):
            return False
        if kept.get("address") != self.address:
            return False
        for name, value in kept["cookies"].items():
            self.jar.set_cookie(_cookie(name, value, urlsplit(self.address).hostname or ""))
        return True

    def pull(self) -> Path | None:
        """Fetch the newest copy, if it is another one, with settings and key. Returns it, checked, or None."""
        try:
            body, headers = self._get(f"/spare/copy?after={self.number}")
        except urllib.error.HTTPError as error:
            if error.code == 304:
                return None
            raise
        if hashlib.sha256(body).hexdigest() != headers["X-Digest"]:
            raise OSError("the copy arrived damaged")
        for name in json.loads(self._get("/spare")[0])["beside"]:
            if not BESIDE.fullmatch(name):
                raise OSError("the server names a file that no copy needs")
            self._keep(self.folder / name, self._get(f"/spare/{name}")[0])
        path = self.folder / backup.FOLDER / f"{int(headers['X-Number']):012d}.db"
        self._keep(path, body)
        if not restore.is_sound(path):
            path.unlink()
            raise OSError("the copy is damaged")
        self.number = int(headers["X-Number"])
        backup.thin(path.parent)
        return path

    def _keep(self, path: Path, body: bytes) -> None:
        if path.exists() and path.read_bytes() == body:
            return
        path.parent.mkdir(mode=0o700, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    def _get(self, path: str) -> tuple[bytes, dict[str, str]]:
        with self.opener.open(self.address + path, timeout=TIMEOUT_SECONDS) as answer:
            return answer.read(), dict(answer.headers)


def _cookie(name: str, value: str, host: str) -> Cookie:
    """A cookie as the server had set it."""
    domain = host if "." in host else f"{host}.local"
    secure = name.startswith("__Host-")
    return Cookie(0, name, value, None, False, domain, False, False, "/", True, secure, None, False, None, None, {})


def pull_for_ever(puller: Puller, say: Callable[[str], object], rounds: int = 0) -> None:
    """Pull for ever (or so many times), and say what came and what is wrong."""
    done = 0
    while not rounds or done < rounds:
        done += 1
        try:
            if path := puller.pull():
                say(_("Copy up to log row {number}.").format(number=int(path.stem)))
        except urllib.error.HTTPError as error:
            if error.code in (401, 403):
                raise Refusal(
                    _("This laptop is not enrolled as a spare: make a link for it at the office's devices.")
                ) from error
            say(_("The server answers {status}; trying again.").format(status=error.code))
        except OSError:
            say(
                _(
                    "The server cannot be reached. If it is lost, take over: kiosk --conference {folder} takeover"
                ).format(folder=puller.folder)
            )
        if not rounds or done < rounds:
            time.sleep(EVERY_SECONDS)
