"""The door under trial: a crowd with cards, desks that send again until they are answered, and the count at the end."""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from re import search
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from badges import guests
from badges.guests import Guest, Organisation
from kiosk.conference.conference import open_conference
from kiosk.conference.devices import Role
from kiosk.settings import load as settings_file
from kiosk.storage import database
from kiosk.storage.verify import faults
from tests.support.server_process import Client

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Tally:
    """What a trial came to. `lost`, `doubled`, `false_already` and `faults` must stay empty."""

    name: str
    tries: int = 0
    acked: int = 0
    refused: int = 0
    recovered: int = 0
    """Answers whose first reply was lost, and which came again the same."""
    lost: int = 0
    doubled: int = 0
    false_already: int = 0
    faults: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    """What else is worth reading, as it is shown: name → value."""
    measured: dict[str, float] = field(default_factory=dict)
    """What promises are held against: name → the worst that was measured."""

    @property
    def wrong(self) -> int:
        """How many things were not as they must be."""
        return self.lost + self.doubled + self.false_already + len(self.faults)


def crowd(folder: Path, count: int) -> list[str]:
    """Put `count` guests with cards on the list; returns their codes."""
    conference = open_conference(folder)
    with conference.db.writing(conference.clock.stamp(), by="trial") as writing:
        guests.put_organisation(writing, Organisation("trial", "Công ty Thử"))
        made = [
            guests.put(
                writing,
                Guest(f"trial-{n:06d}", "trial", f"Khách {n}", block="business"),
                conference.key,
                conference.settings.id,
            )
            for n in range(count)
        ]
    conference.db.close()
    return [guests.code(guest, conference.key, conference.settings.id) for guest in made]


class Desk(threading.Thread):
    """A desk that scans its pile of cards and sends each scan until it is answered. It keeps a journal of all."""

    def __init__(self, client: Client, cards: list[str], pause: float = 0.0, patience: float = 60.0) -> None:
        super().__init__(daemon=True)
        self.client, self.cards, self.pause, self.patience = client, cards, pause, patience
        self.journal: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, dict[str, Any]] = {}
        self.seconds: list[float] = []
        self.refused = self.recovered = 0
        self.done = threading.Event()

    def run(self) -> None:
        """Scan card after card."""
        for card in self.cards:
            if self.done.is_set():
                return
            self.scan(card)
            time.sleep(self.pause)

    def scan(self, card: str) -> dict[str, Any] | None:
        """One card, until answered or told to end."""
        began, again = time.monotonic(), False
        op = {"id": str(uuid.uuid4()), "at": datetime.now(UTC).isoformat(), "way": "wedge", "code": card}
        self.journal[op["id"]] = op
        while time.monotonic() - began < self.patience and not (again and self.done.is_set()):
            try:
                status, answer = self.client.post("/desk/scans", op, timeout=self.patience)
                if status == 200:
                    self.recovered += bool(again and answer["replay"])
                    self.answers[op["id"]] = answer
                    self.seconds.append(time.monotonic() - began)
                    return dict(answer)
                self.refused += 1
            except (OSError, ValueError, HTTPException):  # no line, or cut off in the middle of an answer
                pass
            again = True
            time.sleep(0.05)
        return None


def desks(
    house: Any, cards: list[str], count: int = 4, pause: float = 0.02, office: Client | None = None
) -> list[Desk]:
    """So many desks, each with its part of the pile. The office enrols them as people would."""
    office = office or house.enrol("office")
    return [Desk(enrol_desk(house, office, f"Bàn {n + 1}"), cards[n::count], pause) for n in range(count)]


def enrol_desk(house: Any, office: Client, name: str) -> Client:
    """Another desk, by a link of the office's page."""
    client = Client(house.address)
    assert client.get(f"/enrol/{invited(office, Role.STEWARD, name)}")[0] == 200
    return client


def invited(office: Client, role: Role, name: str) -> str:
    """The code of a link that the office's page makes."""
    status, page = office.form("/office/devices", urlencode({"role": str(role), "name": name}).encode())
    found = search(rb"/enrol/([A-Za-z0-9_-]{20,})", page)
    assert status == 200 and found, (status, page[-500:])
    return found[1].decode()


def count(tally: Tally, folder: Path, working: list[Desk], db: Path | None = None) -> Tally:
    """Compare what desks were told with what is in the file at rest."""
    file = database.connect(db or folder / database.FILE)
    try:
        rows = {row["id"]: row for row in file.query("select * from scan")}
        kept = {row["id"] for row in file.query("select id from operation where kind = 'scan'")}
        in_ = {row["guest"] for row in file.query("select guest from arrival")}
        welcomed = [row["guest"] for row in rows.values() if row["outcome"] == "welcome"]
        for desk in working:
            tally.acked += len(desk.answers)
            tally.refused += desk.refused
            tally.recovered += desk.recovered
            for op, answer in desk.answers.items():
                row = rows.get(op)
                tally.lost += row is None or op not in kept or row["outcome"] != answer["outcome"]
                tally.false_already += answer["outcome"] != "welcome"
        tally.doubled += len(welcomed) - len(set(welcomed))
        tally.doubled += set(welcomed) != in_
        tally.doubled += len(rows) != len(kept)
        tally.faults += list(faults(file))
    finally:
        file.close()
    return tally


def conference(place: Path) -> Path:
    """An empty conference."""
    from kiosk.conference import conference as conferences
    from tests.support.server_process import ROOT

    conferences.make(place, ROOT / "examples" / "haiphong-2026")
    assert settings_file.load(place)
    return place
