"""Options of the commands that serve a conference, and how they start it."""

from __future__ import annotations

import sys
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click
from click.core import ParameterSource

from badges.refusal import Refusal
from kiosk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Hour(click.ParamType):
    """An hour of the conference's day, 14:50 or 14h50; or of any day, 2026-04-10T09:00."""

    name = "HH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time | datetime:
        """Return the hour, or the moment; anything else is a mistake in the command."""
        if isinstance(value, (time, datetime)):
            return value
        try:
            text = str(value).strip().replace("h", ":")
            return datetime.fromisoformat(text) if "T" in text else time.fromisoformat(text)
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
            "--redis",
            default="",
            envvar="KIOSK_REDIS",
            callback=without_password,
            help="Send public pictures to this Redis, for kiosk screens: redis://host:6379/0 (or KIOSK_REDIS).",
        ),
        click.option(
            "--at",
            "hour",
            type=Hour(),
            help="Set the conference's clock to this hour of its day, or to a moment like 2026-04-10T09:00.",
        ),
        click.option(
            "--after-trial",
            "after_trial",
            is_flag=True,
            help="What another laptop served was a trial: go on from this one's record.",
        ),
        click.option("--tls", is_flag=True, help="Serve https; the next port explains how devices come to trust it."),
    ):
        command = option(command)
    return command


def without_password(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return the option's value unless it holds a password and was written into the command. Raises `Refusal`."""
    written = context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    if written and urlsplit(value).password:
        raise Refusal(
            _(
                "Others on this computer can read a command: write this address into the variable {name} instead."
            ).format(name=parameter.envvar)
        )
    return value


def say_if_open(folder: Path, why: str) -> None:
    """Warn where others may open a new folder. `why`: the system's reason, "" where nobody else can."""
    if why:
        text = _("Others on this computer may be able to open {folder} ({why}): choose a place of your own.")
        click.echo(text.format(folder=folder, why=why), err=True)


def serve(folder: Path, **how: Any) -> None:
    """Run the conference under its supervisor until it is told to stop; ends the command with 0 or 1."""
    sys.exit(1 if run_served(folder, **how) else 0)


def run_served(
    folder: Path,
    *,
    port: int,
    host: str,
    hour: time | datetime | None,
    redis: str = "",
    tls: bool = False,
    after_trial: bool = False,
) -> int:
    """Run the conference under its supervisor until it is told to stop. Returns the supervisor's exit code."""
    from kiosk.conference.clock import Clock
    from kiosk.server import supervisor
    from kiosk.server.serving import Serving
    from kiosk.settings import load as settings_file

    conference = settings_file.load(folder)
    day = hour.date() if isinstance(hour, datetime) else conference.date
    wanted = hour.time() if isinstance(hour, datetime) else hour
    shift = Clock.at(conference.timezone, day, wanted).shift.total_seconds() if wanted else 0.0
    return supervisor.run(Serving(folder, port, host, shift, tls=tls, redis=redis, after_trial=after_trial))
