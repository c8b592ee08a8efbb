"""What only the running server sees, for the doctor: desks, spare laptops, screens, jumps of its clock."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

from kiosk.conference import enrolment
from kiosk.conference import scanners as tried_scanners
from kiosk.conference.devices import Role
from kiosk.doctor.findings import BAD, GOOD, WARN, Finding
from kiosk.i18n import _, durations
from kiosk.web import hall_screens

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kiosk.conference.conference import Conference
    from kiosk.web.pictures import Screens
    from kiosk.web.presence import DeskStatuses, Pulls

OLD_PULL_SECONDS = 60.0
"""A spare pulls every ten seconds, and says with the next pull that it has what it got."""


def all_of(screens: Screens, statuses: DeskStatuses, pulls: Pulls) -> Iterator[Finding]:
    """Everything that is connected, or should be, and jumps of the clock."""
    yield from desks(statuses, screens.conference.clock.now())
    yield from scanners(screens.conference)
    yield from spares(screens.conference, pulls, time.monotonic())
    yield from pages(screens)
    yield from jumps(screens.conference)


def desks(statuses: DeskStatuses, now: datetime) -> Iterator[Finding]:
    """What each desk last said of itself."""
    for desk in statuses.known.values():
        level = BAD if desk.silent(now) else WARN if desk.unsent or desk.clock_wrong else GOOD
        says = (
            _("{saved} guests saved, {unsent} not sent") if desk.unsent else _("{saved} guests saved, everything sent")
        ).format(saved=desk.saved, unsent=desk.unsent)
        facts = _("clock {offset:+d} s").format(offset=desk.offset)
        do = (
            _("It says nothing: is it on, and in the Wi-Fi?")
            if desk.silent(now)
            else _("Put its clock right.")
            if desk.clock_wrong
            else _("Leave it switched on until it has sent all.")
            if desk.unsent
            else ""
        )
        yield Finding(level, desk.name, says, do, facts)


def scanners(conference: Conference) -> Iterator[Finding]:
    """The last trial of each desk's scanner; a desk whose scanner was never tried is not named."""
    for device in enrolment.devices(conference):
        found = tried_scanners.tried(conference, device.id)
        if found is None:
            continue
        hour = conference.clock.hour(found.at)
        says = (
            _("scanner tried at {hour}: fast enough") if found.good else _("scanner tried at {hour}: too slow")
        ).format(hour=hour)
        facts = _("longest gap {gap} ms").format(gap=found.longest_gap)
        do = "" if found.good else _("Open “Try the scanner” at this desk: it says what to change.")
        yield Finding(GOOD if found.good else WARN, device.name, says, do, facts)


def spares(conference: Conference, pulls: Pulls, now: float) -> Iterator[Finding]:
    """How old the copy is that each spare laptop holds; nothing where there never was one."""
    enrolled = [device for device in enrolment.devices(conference) if device.role is Role.SPARE]
    for device in enrolled:
        held = pulls.held.get(device.id)
        fresh = held is not None and now - held.at <= OLD_PULL_SECONDS
        says = (
            _("has a copy of {age} ago").format(age=durations.rough(now - held.at))
            if held
            else _("no copy fetched since the server was started")
        )
        do = "" if fresh else _("Is it on, and in the network, and what does its page say?")
        facts = _("log row {number} of {end}").format(number=held.number, end=conference.db.seq) if held else ""
        yield Finding(GOOD if fresh else WARN, device.name, says, do, facts, "/office/spare")
    if not enrolled and next(conference.db.query("select 1 from device where role = ?", (Role.SPARE,)), None):
        yield Finding(
            WARN,
            enrolment.stand_name(Role.SPARE),
            _("none is enrolled any more"),
            _("Make a link for it at the devices, or know that there is no spare."),
        )


def pages(screens: Screens) -> Iterator[Finding]:
    """Which stands are looked at; of the hall's screens also whether they show the newest picture."""
    counts = Counter(stand for stand, _variant, _device in screens.looking.values())
    for stand, count in sorted(counts.items()):
        if stand != "hall":
            yield Finding(GOOD, _stand(stand), _("{count} screens, live").format(count=count))
    yield from big_screens(screens)


def big_screens(screens: Screens) -> Iterator[Finding]:
    """The hall's screens, each by its name; whoever else looks at the hall's page is counted."""
    found, newest = hall_screens.connected(screens), screens.sent.get("hall", 0)
    if found.missed:
        yield Finding(WARN, _stand("hall"), _("no screen"), _("Open the hall's page on the big screen."))
    for screen in found.named:
        says = _("shows the newest picture") if screen.right else _("shows an older picture")
        do = "" if screen.right else _("It is behind: look at it, and reload its page if it stays so.")
        facts = _("picture {number} of {newest}").format(
            number=screen.number or "–", newest=max(newest, screen.number or 0)
        )
        yield Finding(GOOD if screen.right else WARN, screen.name, says, do, facts)
    if found.others:
        alone = not (found.named or found.expected)
        do = _("Give the big screen a link of its own at the devices, so that it is missed when it goes dark.")
        says = _("{count} screens that are not enrolled").format(count=found.others)
        yield Finding(WARN if alone else GOOD, _stand("hall"), says, do if alone else "")


def jumps(conference: Conference) -> Iterator[Finding]:
    """The last jumps of the server's clock."""
    found = list(
        conference.db.query("select at, text from incident where kind = 'clock_jump' order by at desc limit 3")
    )
    for jump in found:
        yield Finding(
            WARN,
            _("Clock"),
            f"{conference.clock.hour(jump['at'])}: {jump['text']}",
            _("The computer's clock jumped, or it slept. Orders and durations are right; look at the hours."),
        )


def _stand(name: str) -> str:
    return enrolment.stand_name(Role(name)) if name in list(Role) else f"/{name}"
