"""Commands that keep a conference safe and reachable: copies, the spare laptop, certificate, links, doctor."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from badges.refusal import Refusal
from kiosk import console
from kiosk.cli.serving import serve, serving
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.i18n import _

ASK = "-"
"""Given for a value that must not stand in the command: it is asked for."""


@click.command()
@click.pass_obj
def backup(conference: Path) -> None:
    """Copy the database, whole, into the folder's backups and the second place."""
    from kiosk.conference.conference import open_conference
    from kiosk.recovery import backup as backups

    day = open_conference(conference)
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
    from kiosk.recovery.restore import restore as put_back

    chosen = put_back(conference, copy)
    start = console.command_line(conference, "run")
    click.echo(_("Restored from {copy}. Start again with: {command}").format(copy=chosen, command=start))


@click.command()
@click.argument("address")
@click.option(
    "--enrol", "code", is_flag=False, flag_value=ASK, envvar="KIOSK_LINK",
    help="Ask for the one-time link that the office made for a spare (or KIOSK_LINK); needed once.",
)  # fmt: skip
@click.option(
    "--ca", "authority", type=click.Path(path_type=Path, exists=True), help="The authority made by kiosk tls."
)
@click.option("--rounds", default=0, hidden=True)
@click.pass_obj
def spare(conference: Path, address: str, code: str | None, authority: Path | None, rounds: int) -> None:
    """On the spare laptop: keep the conference's folder up to date from the server at ADDRESS."""
    from kiosk.recovery.spare import Puller, pull_for_ever

    context = click.get_current_context()
    if code and code != ASK and context.get_parameter_source("code") is ParameterSource.COMMANDLINE:
        raise Refusal("Others on this computer can read a command: write only --enrol, and paste the link when asked.")
    if code == ASK:
        code = click.prompt(_("The link from the office"), hide_input=sys.stdin.isatty(), err=True)
    puller = Puller(address, conference, authority)
    puller.known()
    if code:
        puller.enrol(code)
    pull_for_ever(puller, click.echo, rounds)


@click.command()
@serving
@click.option("--again", is_flag=True, help="The takeover before was a trial: go on from what the server sent last.")
@click.pass_obj
def takeover(conference: Path, /, again: bool, **how: Any) -> None:
    """On the spare laptop: go on from the newest copy and serve. Desks and the moderator send again what is missing."""
    from kiosk.recovery.takeover import take_over

    chosen = take_over(conference, again=again)
    click.echo(_("Taking over from {copy}.").format(copy=chosen), err=True)
    serve(conference, **how)


@click.command()
@click.option("--host", default="", help="The server's name on the network, like kiosk.local.")
@click.option("--ip", "addresses", multiple=True, help="Its address, like 192.168.1.10; may be given several times.")
@click.option("--new-authority", "anew", is_flag=True, help="Replace what is there: every device must trust it anew.")
@click.option(
    "--unconstrained", is_flag=True, help="Do not bind the authority to this host, for devices that refuse such."
)
@click.pass_obj
def tls(conference: Path, host: str, addresses: tuple[str, ...], anew: bool, unconstrained: bool) -> None:
    """Make a certificate for this server, and the authority that the organisers' devices will trust; for a year."""
    from kiosk.conference.clock import written
    from kiosk.machine import tls as certificates
    from kiosk.recovery import run_file

    if anew:
        run_file.refuse_second(conference)
    own, made = certificates.settle(conference, host, addresses, anew=anew, constrained=not unconstrained)
    click.echo(conference / certificates.FOLDER / certificates.AUTHORITY)
    click.echo(f"SHA-256 {certificates.fingerprint(own)}")
    day = written(own.not_valid_after_utc.date())
    if made and anew:
        click.echo(_("Every device must now trust the server anew, and the spare needs this ca.crt."))
    elif not made:
        click.echo(_("It is good until {day}: nothing was changed.").format(day=day))
    start = console.command_line(conference, "run", "--tls", "--host", "0.0.0.0")  # noqa: S104 - what a person types
    click.echo(
        _("Start with: {command}. Its window says where devices come to trust the server.").format(command=start)
    )


@click.command()
@click.argument("stand", type=click.Choice([str(role) for role in Role if role is not Role.PUBLIC]))
@click.argument("name", default="")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--tls", is_flag=True, help="The server will be started with --tls.")
@click.pass_obj
def link(conference: Path, stand: str, name: str, port: int, tls: bool) -> None:
    """Make a one-time link for a STAND, called NAME, before the server starts: for one that runs without a window."""
    from kiosk.conference.conference import open_conference
    from kiosk.i18n import speaking
    from kiosk.machine import network
    from kiosk.machine import tls as certificates
    from kiosk.recovery import run_file as running

    pass

    if first := running.by(conference):
        raise Refusal(
            _("The server runs at {address}: make the link there, office → Devices; or stop it first.").format(
                address=first.address
            )
        )
    day = open_conference(conference)
    try:
        named = certificates.host(certificates.files(conference, day.settings)[0]) if tls else ""
        with speaking(day.settings.language):
            code = enrolment.invite(day, Role(stand), name or enrolment.stand_name(Role(stand)), by=_("command line"))
    finally:
        day.db.close()
    listening = network.Listening("https" if tls else "http", "0.0.0.0", port, named)  # noqa: S104
    click.echo(f"{listening.address()}/enrol/{code}")
    click.echo(_("Works once, for 24 hours, as soon as the server runs."))


@click.command()
@click.pass_obj
def doctor(conference: Path) -> None:
    """What could spoil the day: green, amber or red, and what to do. Exit code 1 where something is red."""
    from kiosk.doctor import findings as doctors
    from kiosk.i18n import speaking
    from kiosk.recovery.snapshot import open_to_read

    marks = {doctors.GOOD: "[ OK ]", doctors.WARN: "[ !  ]", doctors.BAD: "[ !! ]"}
    with open_to_read(conference, click.echo) as day, speaking(day.settings.language):
        found = list(doctors.machine(day))
    for finding in found:
        click.echo(
            f"{marks[finding.level]} {finding.what}: {finding.says}"
            + (f" ({finding.facts})" if finding.facts else "")
            + (f" → {finding.do}" if finding.do else "")
        )
    sys.exit(doctors.worst(found) == doctors.BAD)


@click.command()
@click.argument("file", default=Path("kiosk-selfcheck.txt"), type=click.Path(path_type=Path, dir_okay=False))
def selfcheck(file: Path) -> None:
    """Try in a minute what this computer keeps of the product's promises; write it to FILE, without names or folders."""
    from kiosk.doctor import selfcheck as trials

    lines = []
    for name, kept, seen in trials.run():
        lines.append(f"{kept:<12} {name}: {seen}")
        click.echo(lines[-1])
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    click.echo(_("Written to {file}. Send this file to whoever asked for it.").format(file=file), err=True)
    sys.exit(any(line.startswith("otherwise") for line in lines))


COMMANDS = (backup, restore, spare, takeover, tls, link, doctor, selfcheck)
