"""Options of the commands that serve a conference, and how they start it."""

from __future__ import annotations

import sys
from datetime import time
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Hour(click.ParamType):
    """An hour of the day, 14:50 or 14h50."""

    name = "HH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:
        """The hour; anything else is a mistake in the command."""
        try:
            return value if isinstance(value, time) else time.fromisoformat(str(value).replace("h", ":"))
        except ValueError:
            self.fail(f"{value!r} is not an hour: write it like 14:50.", param, ctx)


class ColumnAs(click.ParamType):
    """What a column of a list is: C=name."""

    name = "C=FIELD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Letter and field; the field is looked up when the kind of list is known."""
        letter, mark, field = str(value).partition("=")
        if not (letter.strip() and mark and field.strip()):
            self.fail(f"{value!r}: write the letter of the column and what it is, like C=name.", param, ctx)
        return letter.strip().upper(), field.strip()


def serving(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of everything that serves."""
    for option in (
        click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535)),
        click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 serves the whole local network."),
        click.option(
            "--redis", default="", help="Send public pictures to this Redis, for kiosk screens: redis://host:6379/0"
        ),
        click.option("--at", "hour", type=Hour(), help="Set the conference's clock to this hour of its day."),
        click.option("--tls", is_flag=True, help="Serve https; the next port explains how devices come to trust it."),
    ):
        command = option(command)
    return command


def serve(folder: Path, *, port: int, host: str, hour: time | None, redis: str = "", tls: bool = False) -> None:
    """Run the conference under its supervisor until it is told to stop; ends the command."""
    from kiosk.conference.clock import Clock
    from kiosk.server import supervisor
    from kiosk.settings import load as settings_file

    conference = settings_file.load(folder)
    shift = Clock.at(conference.timezone, conference.date, hour).shift.total_seconds() if hour else 0.0
    sys.exit(supervisor.run(supervisor.Serving(folder, port, host, shift, tls=tls, redis=redis)))
