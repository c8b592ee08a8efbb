"""Trials of the clock (F19): a server that starts again with its clock elsewhere, and one whose machine's clock jumps while
desks scan. The second needs libfaketime: it moves the wall's clock only, as a time server does.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.storage import database
from tests.support.server_process import House
from tests.support.trials.door import Tally, count, crowd, desks
from tests.support.trials.process import at_work

if TYPE_CHECKING:
    from tests.support.trials.door import Desk

OFFSETS = (0, -10800, 93600, -2400, 300, -172800, 3600, -1)
"""Seconds."""
JUMPS = (3600, 0, -3600, 0)
"""Where the machine's clock stands after each jump, in seconds ahead."""


def library() -> str:
    """Where libfaketime is, or empty."""
    found = [
        *Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"),
        *Path("/usr/lib/faketime").glob("libfaketimeMT.so.1"),
    ]
    return str(found[0]) if found else ""


def starts(folder: Path, times: int) -> Tally:
    """The server is started again and again with another clock; order is the log's, never the clock's."""
    cards, tally = crowd(folder, 10 * times), Tally("clock elsewhere at each start", times)
    working: list[Desk] = []
    order: list[str] = []
    for number in range(times):
        house = House(folder).begin("--shift", str(OFFSETS[number % len(OFFSETS)]))
        made = desks(house, cards[number * 10 : number * 10 + 10], count=1, pause=0.0)
        for card in made[0].cards:
            made[0].scan(card)
        order += list(made[0].answers)
        working += made
        house.stop()
    return _in_order(count(tally, folder, working), folder, order)


def jumps(folder: Path, seconds: float = 1.5) -> Tally:
    """The machine's clock jumps while desks scan: forward an hour, back again, back an hour, forward again."""
    cards, tally = crowd(folder, 3000), Tally("clock jumps while desks scan", len(JUMPS))
    ahead = folder.parent / "ahead"
    ahead.write_text("+0\n")
    house = House(
        folder, LD_PRELOAD=library(), FAKETIME_TIMESTAMP_FILE=str(ahead), FAKETIME_NO_CACHE="1", FAKETIME_DONT_FAKE_MONOTONIC="1"
    ).begin()  # fmt: skip
    office = house.enrol("office")
    working = desks(house, cards, office=office)
    with at_work(working):
        for jump in JUMPS:
            time.sleep(seconds)
            ahead.write_text(f"{jump:+d}\n")
            time.sleep(seconds)
            off = house.wait()["now"] / 1000 - time.time() - jump
            if abs(off) > 1:
                tally.faults.append(f"the clock did not jump: {off:+.1f} s")
    told = office.get("/office/doctor")[1].decode()
    house.stop()
    said = [row["text"] for row in rows(folder, "select text from incident where kind = 'clock_jump' order by rowid")]
    wanted = [f"{after - before:+.1f} s" for before, after in zip((0, *JUMPS), JUMPS, strict=False)]
    if said != wanted or not all(text in told for text in wanted[-3:]):
        tally.faults.append(f"jumps told: {said}")
    tally.figures = {"jumps told to the office, s": ", ".join(text.removesuffix(".0 s") for text in said)}
    return _in_order(count(tally, folder, working), folder, *(list(desk.answers) for desk in working))


def rows(folder: Path, question: str) -> list[dict]:
    """What the file at rest answers."""
    file = database.connect(folder / database.FILE)
    found = list(file.query(question))
    file.close()
    return found


def _in_order(tally: Tally, folder: Path, *orders: list[str]) -> Tally:
    """Each of these orders is the log's own."""
    kept = [row["key"] for row in rows(folder, "select key from event where tab = 'scan' order by seq")]
    for order in orders:
        mine = set(order)
        if [key for key in kept if key in mine] != order:
            tally.faults.append("the log is not in the order in which things happened")
    return tally
