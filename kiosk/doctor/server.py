"""What only the running server can tell of itself, for the doctor: room for phones, stalls, strangers, its own Python."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from kiosk.doctor.findings import BAD, GOOD, WARN, Finding
from kiosk.i18n import _, durations
from kiosk.machine import cloud_folders, python_floor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kiosk.conference.conference import Conference
    from kiosk.web.connections import Connections

ENOUGH_PHONES = 300
"""A hall of 250, some of them with a second page open."""
FILES_A_PHONE = 3
"""At the moment when all open the page at once: its socket, and requests for the page's parts; later it is one."""
MOST_STALLS = 3


def all_of(conference: Conference, connections: Connections, stalls: Sequence[tuple[float, str]]) -> Iterator[Finding]:
    """Return everything that the server knows of itself. `stalls`: (seconds, route), the newest last."""
    yield phones(connections)
    yield from standing_still(stalls)
    yield from warned(conference)
    yield from place(conference.folder)
    yield python()


def phones(connections: Connections) -> Finding:
    """Room for phones, by the limit of open files."""
    most = connections.most // FILES_A_PHONE
    level = GOOD if most >= ENOUGH_PHONES else WARN
    says = _("room for {most} phones; {open} connections are open now").format(most=most, open=len(connections))
    if connections.refused:
        level, says = WARN, _("{says}; {count} were turned away").format(says=says, count=connections.refused)
    do = _("Ask a technician to raise the limit of open files, then start again.")
    return Finding(level, _("Phones"), says, "" if level == GOOD else do, "Linux: LimitNOFILE, ulimit -Hn")


def standing_still(stalls: Sequence[tuple[float, str]]) -> Iterator[Finding]:
    """Times in which nobody was answered."""
    if stalls:
        facts = ", ".join(f"{seconds:.0f} s {route or '–'}" for seconds, route in list(stalls)[-MOST_STALLS:])
        longest = durations.rough(max(seconds for seconds, _route in stalls))
        says = _("{count} times nobody was answered, {longest} at most").format(count=len(stalls), longest=longest)
        do = _("Close other programs on this computer.")
        yield Finding(WARN, _("Standstill"), says, do, f"{facts}; logs/kiosk.jsonl")


def warned(conference: Conference) -> Iterator[Finding]:
    """What every stand of ours is told just now."""
    if conference.warning:
        text = _(conference.warning.text)
        yield Finding(BAD, _("Warning"), text.format(**conference.warning.facts) if conference.warning.facts else text)


def place(folder: Path) -> Iterator[Finding]:
    """A folder that another program copies, or that lies on another machine."""
    if found := cloud_folders.look(folder):
        where = _("another computer's drive") if found.service == "network" else found.service
        yield Finding(
            WARN,
            _("Folder"),
            _("the conference lies in {place} ({where})").format(place=found.root, where=where),
            _("Move the conference's folder to this computer's own disk, for instance C:\\kiosk, before the day."),
        )


def python() -> Finding:
    """Known holes of the Python that runs."""
    holes = python_floor.open_holes()
    if not holes:
        return Finding(GOOD, "Python", platform.python_version())
    return Finding(
        WARN,
        "Python",
        _("{version} has known holes: {holes}").format(version=platform.python_version(), holes=", ".join(holes)),
        _("Install the newest Python of the same version. Until then the program's own limits stand before them."),
    )
