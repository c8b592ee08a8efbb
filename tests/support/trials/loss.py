"""The laptop is lost: a copy of an earlier moment is put back elsewhere, and the desks send their whole journals again (F22)."""

from __future__ import annotations

import random
import shutil
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kiosk.app import create_app
from kiosk.conference import enrolment
from kiosk.conference.clock import stamp
from kiosk.conference.conference import open_conference
from kiosk.conference.devices import Role
from kiosk.recovery import backup
from kiosk.recovery.restore import restore
from kiosk.storage.verify import faults
from kiosk.web import access
from tests.support.trials.door import Tally, conference, crowd

if TYPE_CHECKING:
    from pathlib import Path

DESKS = 4
CARDS = 60


@dataclass
class Journal:
    """What one desk did, in its order, and what it was told."""

    secret: str
    ops: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)

    def send(self, app: Any, path: str, op: dict[str, Any]) -> dict[str, Any]:
        """Send one operation in this desk's name."""
        client = app.test_client()
        client.set_cookie(access.COOKIE, self.secret)
        answer = client.post(path, json=op)
        assert answer.status_code == 200, answer.text
        return dict(answer.json)

    def do(self, app: Any, path: str, op: dict[str, Any]) -> dict[str, Any]:
        """Do something for the first time."""
        self.ops.append((path, op))
        self.told[op["id"]] = self.send(app, path, op)
        return self.told[op["id"]]

    def again(self, app: Any, path: str, op: dict[str, Any]) -> dict[str, Any]:
        """Send it again to another server, with what the guest was told."""
        more = {"apart": True, "told": self.told[op["id"]]["outcome"]} if path == "/desk/scans" else {}
        return self.send(app, path, op | more)


def losses(place: Path, times: int) -> Tally:
    """So many losses, each of another conference at another moment."""
    draw, tally, missing = random.Random(24), Tally("laptop lost", times), []
    for number in range(times):
        missing.append(one(place / str(number), draw, tally))
        shutil.rmtree(place / str(number))
    tally.figures = {"operations missing in the copy, median / most": f"{sorted(missing)[times // 2]} / {max(missing)}"}
    return tally


def one(place: Path, draw: random.Random, tally: Tally) -> int:
    """One loss. Returns how many operations the copy did not have."""
    place.mkdir(parents=True)
    first = conference(place / "first")
    cards = crowd(first, CARDS)
    day = open_conference(first)
    app = create_app(day)
    journals = [
        Journal(enrolment.enrol(day, enrolment.invite(day, Role.DESK, f"Bàn {n + 1}"))[1]) for n in range(DESKS)
    ]
    copy, at = None, draw.randrange(CARDS)
    done = 0
    for moment, card in enumerate(draw.sample(cards, CARDS)):
        if moment == at:
            copy, done = backup.make(day), sum(len(j.ops) for j in journals)
        work(app, day, card, journals, draw)
    total = sum(len(j.ops) for j in journals)
    inside = in_hall(day)
    day.db.close()
    assert copy is not None
    shutil.rmtree(place / "second", ignore_errors=True)
    restore(place / "second", copy)
    replay(place / "second", journals, draw, tally, inside)
    return total - done


def work(app: Any, conference: Any, card: str, journals: list[Journal], draw: random.Random) -> None:
    """One guest at one or two desks, now and then taken back with a reason and let in again elsewhere."""
    desk, other = draw.sample(journals, 2)
    op = scan(conference, card)
    desk.do(app, "/desk/scans", op)
    if draw.random() < 0.2:
        other.do(app, "/desk/scans", scan(conference, card))
    if draw.random() < 0.1:
        undo = {
            "id": str(uuid.uuid4()),
            "at": stamp(conference.clock.now()),
            "scan": op["id"],
            "reason": "wrong person",
        }
        desk.do(app, "/desk/undo", undo)


def scan(conference: Any, card: str) -> dict[str, Any]:
    """A scan as a desk sends it."""
    return {"id": str(uuid.uuid4()), "at": stamp(conference.clock.now()), "way": "wedge", "code": card}


def in_hall(conference: Any) -> set[str]:
    """Who is in."""
    return {row["guest"] for row in conference.db.query("select guest from arrival")}


def replay(folder: Path, journals: list[Journal], draw: random.Random, tally: Tally, inside: set[str]) -> None:
    """All journals again, in any interleaving; then compare with what was told and who was in."""
    conference = open_conference(folder)
    app = create_app(conference)
    left = {n: list(journal.ops) for n, journal in enumerate(journals)}
    while any(left.values()):
        n = draw.choice([n for n, ops in left.items() if ops])
        path, op = left[n].pop(0)
        answer = journals[n].again(app, path, op)
        tally.acked += 1
        tally.recovered += bool(answer["replay"])
        if answer["outcome"] != (before := journals[n].told[op["id"]]["outcome"]):
            tally.faults.append(f"{op['id']}: told {before}, kept {answer['outcome']}")
    tally.lost += len(in_hall(conference) ^ inside)
    tally.doubled += len(list(conference.db.query("select id from double_entry")))
    tally.faults += list(faults(conference.db))
    conference.db.close()
