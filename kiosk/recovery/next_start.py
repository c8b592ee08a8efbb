"""Requests of the office to the supervisor, the way in which the conference is served, and the end of the last request.

Three small files in the conference's folder: `listening.json` stays, `next-start.json` is taken once, `last-order.json` is read
by the page that asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import msgspec

from kiosk import atomic

if TYPE_CHECKING:
    from pathlib import Path

LISTENING, ORDER, OUTCOME = "listening.json", "next-start.json", "last-order.json"
FILES = (LISTENING, ORDER, OUTCOME)
Host = Literal["127.0.0.1", "0.0.0.0"]  # noqa: S104 - what the office chose on its page
HERE: Final = "127.0.0.1"
EVERYWHERE: Final = "0.0.0.0"  # noqa: S104


class Listening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The reach of the server: this computer only or the whole local network, with or without a certificate."""

    host: Host = HERE
    tls: bool = False


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One request to the supervisor. `value`: the copy's path, or the rehearsal's hour."""

    do: Literal["listen", "rehearse", "rehearsal-end", "restore", "erase"]
    value: str = ""
    listening: Listening = Listening()


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The end of a request: a sentence in the conference's language."""

    do: str
    text: str
    good: bool = True


def write(folder: Path, name: str, value: msgspec.Struct) -> None:
    """Write one of the files, whole or not at all."""
    atomic.write(folder / name, msgspec.json.encode(value), private=True)


def listening(folder: Path) -> Listening:
    """Return how a conference is served when it is started by a double click."""
    try:
        return msgspec.json.decode((folder / LISTENING).read_bytes(), type=Listening)
    except (OSError, msgspec.DecodeError):
        return Listening()


def take(folder: Path) -> Order | None:
    """Return what was asked, once; None where nothing was."""
    path = folder / ORDER
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Order)
    except (OSError, msgspec.DecodeError):
        found = None
    path.unlink(missing_ok=True)
    return found


def outcome(folder: Path, *acts: str) -> Outcome | None:
    """Return how the last request ended if it was one of these acts."""
    try:
        found = msgspec.json.decode((folder / OUTCOME).read_bytes(), type=Outcome)
    except (OSError, msgspec.DecodeError):
        return None
    return found if found.do in acts else None
