"""What to run where for one hall, a congress and a broadcast, reckoned from what `make bench` measured: `docs/scaling.md`."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bench.measure import ROOT

PAGE = ROOT / "docs" / "scaling.md"
BUSY = 0.5
"""A process is planned for half of what it can do."""
RUSH = 0.6
"""Share of the guests who come in the busiest quarter of an hour."""
STEPS_A_MINUTE = 6
"""New pictures of a hall in a minute: a question called, answered, the clock's words; the plan's dialogue has one or two."""
SECONDS = 1.0
"""Within this everybody is to have the picture."""


@dataclass(frozen=True)
class Event:
    """One size of event. `audience`: open pages of halls and phones at once."""

    name: str
    guests: int
    desks: int
    halls: int
    audience: int


EVENTS = (
    Event("one hall", 250, 4, 1, 210),
    Event("congress", 20_000, 60, 8, 20_000),
    Event("national broadcast", 1_000, 8, 1, 200_000),
)


def needs(event: Event, figures: dict[str, float]) -> list[str]:
    """One row of the table."""
    scans = event.guests * RUSH / 900
    share = event.audience / (figures["carried"] * SECONDS) + event.audience * figures["beat_ms"] / 1000
    processes = 0 if event.audience <= 1000 else math.ceil(share / BUSY)
    room = event.audience * figures["socket_kb"] / 1024
    at_once = event.audience * figures["picture_bytes"] * 8 / 1e6 / SECONDS
    steady = event.audience * figures["picture_bytes"] * 8 * STEPS_A_MINUTE / 60 / 1e6
    return [
        event.name, f"{event.guests:,}", str(event.desks), str(event.halls), f"{event.audience:,}",
        f"{scans:.1f} ({scans / figures['scans']:.1%})", str(processes or "none: the writer carries them"),
        f"{room:,.0f}", f"{at_once:,.0f} / {steady:,.1f}",
    ]  # fmt: skip


HEADS = [
    "event", "guests", "desks", "halls", "pages open", "scans/s in the rush (of what one writer does)",
    "socket processes", "MiB for sockets", "Mbit/s: at a picture / steady",
]  # fmt: skip

TEXT = """# Scaling

Made by `make bench` from the figures that it measured ([performance](performance.md)); the sentences are ours, the numbers are not.

| measured here | |
|---|---|
| durable scans in a second, 8 desks, 206 screens open | {scans:.0f}, 99 of 100 within {worst_ms:.0f} ms |
| the same with {grown_to:,.0f} guests on the list, beside 250 | {grown:.2f} × |
| sockets to which one core brings a picture in a second | {carried:,.0f} |
| idle sockets whose heartbeats one core keeps up | {kept:,.0f} |
| processor time of the writer for a picture, however many look on | {writer_ms:.0f} ms |
| memory of one open socket | {socket_kb:.0f} kB |
| one picture of the hall | {picture_bytes:,.0f} bytes |

## What each needs

A socket process runs on one core and is planned for half of it, heartbeats every four seconds and a picture at once; six guests in
ten come in the busiest quarter of an hour; everybody has a picture within a second, and a hall has six of them in a minute.

{table}

## One hall

`kiosk run` on one laptop, and a second one with `kiosk spare`. No Redis, no proxy, no internet. The writer carries all pages itself.

*First thing to break:* the hall's Wi-Fi, long before the laptop. *Cure:* desks and hall screen on a cable; phones are a convenience.

## Congress

- One folder for the door: `kiosk run --redis redis://…` on the writer's machine, all desks enrolled there. Guests come in as
  lists of up to 5,000 rows each. Sixty desks are sixty pages
  with a journal of their own; a desk goes on alone when its line is cut.
- One folder for each hall that has a dialogue of its own, on ports or machines of their own, each with its moderator and hall screen.
- One Redis or Valkey beside the writer, and the socket processes of the table: `kiosk screens --redis redis://… --conference ID`, on
  any machines that reach Redis, behind any proxy that passes WebSockets.

*First thing to break:* the pages that show the whole list (office, presenter). They take longer to draw as the list grows; the writer
draws them less often then, so that the desks do not wait. *Next:* the processor of the writer when all sixty desks scan without a pause,
which people do not do. *Cure for both:* a folder and a writer for each entrance; their lists are imported from the same file.

## National broadcast

The same as one hall, with socket processes for the audience on machines with a good line. Viewers open `/hall` or `/phone` there; they
reach no part of the writer.

*First thing to break:* the line out. A picture goes to everybody at the same moment. *Cure:* socket processes at several
sites, each with its own subscription to Redis; a picture crosses the line between sites once for each process.

## Several halls: several folders

Each hall that has a dialogue of its own is a conference folder with its own port, log, copies and papers. We do not put several halls in
one folder, because then one disk, one writer and one mistake would stop all of them; numbers of questions would not be those that a
hall's moderator reads out; and a hall's record could not be signed, kept or erased by itself. What it costs: a guest's arrival is
known in the folder whose door scanned him, so each hall scans at its own door; otherwise its moderator reads "chưa đến" beside
every business.

## How the parts behave when one is lost

| lost | the door and the moderator | the hall screen at the writer | halls and phones at socket processes |
|---|---|---|---|
| Redis | go on | goes on | "not live" within four seconds, right again by themselves |
| a socket process | go on | goes on | its pages reconnect to another one through the proxy |
| the line between sites | go on | goes on | "not live" there, right again by themselves |
| the writer | desks work alone; `kiosk run` starts it again, or the spare takes over | "not live", right again by itself | the same |

Pages use WebSockets only and keep nothing in the process that carries them, so a proxy needs no stickiness.
`tests/kiosk/server/test_redis_publisher.py` tries each of these with a real Redis; measured
times of the return are in [performance](performance.md).
"""


def write(figures: dict[str, float]) -> None:
    """Write the page; a figure that was not measured stops it by its name."""
    rows = [HEADS, ["---"] * len(HEADS), *(needs(event, figures) for event in EVENTS)]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    figures["kept"] = 1000 / figures["beat_ms"]
    PAGE.write_text(TEXT.format(table=table, **figures), encoding="utf-8")
