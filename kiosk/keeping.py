"""Commands that keep a conference safe: copies, going on from one, the spare laptop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk.options import serve, serving
from kiosk.words import _


@click.command()
@click.pass_obj
def backup(conference: Path) -> None:
    """Copy the database, whole, into the folder's backups and the second place."""
    from kiosk import backup as backups
    from kiosk.day import open_day

    day = open_day(conference)
    try:
        path = backups.make(day)
        click.echo(path)
        if place := backups.second_place(day):
            click.echo(backups.carry(path, place))
    finally:
        day.db.close()


@click.command()
@click.argument("copy", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def restore(conference: Path, copy: Path | None) -> None:
    """Go on from a copy (the newest sound one if none is named). What was there is set aside in the folder."""
    from kiosk.restore import restore as put_back

    chosen = put_back(conference, copy)
    click.echo(_("Restored from {copy}. Start again with: kiosk run").format(copy=chosen))


@click.command()
@click.argument("address")
@click.option("--enrol", "code", help="The one-time link or code that the office made for a spare; needed once.")
@click.option(
    "--ca", "authority", type=click.Path(path_type=Path, exists=True), help="The authority made by kiosk tls."
)
@click.option("--rounds", default=0, hidden=True)
@click.pass_obj
def spare(conference: Path, address: str, code: str | None, authority: Path | None, rounds: int) -> None:
    """On the spare laptop: keep the conference's folder up to date from the server at ADDRESS."""
    from kiosk.spare import Puller, pull_for_ever

    puller = Puller(address, conference, authority)
    if code:
        puller.enrol(code)
    else:
        puller.known()
    pull_for_ever(puller, click.echo, rounds)


@click.command()
@serving
@click.pass_obj
def takeover(conference: Path, /, **how: Any) -> None:
    """On the spare laptop: go on from the newest copy and serve. Desks and the moderator send again what is missing."""
    from kiosk.restore import restore as put_back

    chosen = put_back(conference, None, "takeover")
    click.echo(_("Taking over from {copy}.").format(copy=chosen), err=True)
    serve(conference, **how)


COMMANDS = (backup, restore, spare, takeover)
