"""The command line: `kiosk [--conference DIR] init|demo|run|import|cards|print|papers|verify|backup|restore …`.

Exit codes: 0 done, 1 refused with a sentence, 2 a mistake in the command itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from badges.refusal import Refusal
from kiosk import console, i18n
from kiosk.cli import closing, lists, making, start, upkeep
from kiosk.cli.serving import Hour, serve, serving, without_password
from kiosk.conference.clock import Clock
from kiosk.i18n import _
from kiosk.machine import processes
from kiosk.papers import word_lists
from kiosk.papers.pdf import catalogue, selection

if TYPE_CHECKING:
    from collections.abc import Iterable

SAMPLE = "haiphong-2026"


class Commands(click.Group):
    """A group whose commands answer a refusal with its sentence and exit code 1."""

    def main(self, *words: Any, **options: Any) -> Any:
        """Whatever the command says can be written."""
        console.readable()
        return super().main(*words, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal is a sentence and not a trace."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            click.echo(i18n.sentence(refusal), err=True)
            ctx.exit(1)
        except OSError as error:
            click.echo(console.file_error(error), err=True)
            ctx.exit(1)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--conference", envvar="KIOSK_CONFERENCE", type=click.Path(path_type=Path, file_okay=False), default=Path(),
    help="The conference's folder (or KIOSK_CONFERENCE); the current folder if not given.",
)  # fmt: skip
@click.pass_context
def main(ctx: click.Context, conference: Path) -> None:
    """One conference day: invite, arrive, ask, answer, report."""
    ctx.obj = conference
    if ctx.invoked_subcommand is None:
        start.begin(conference)


@main.command()
@serving
@click.pass_obj
def run(conference: Path, /, **how: Any) -> None:
    """Run the day: serve all stands and print a one-time link for each."""
    serve(conference, **how)


@main.command()
@serving
@click.option("--wipe", is_flag=True, help="Remove the rehearsal, all of it.")
@click.pass_obj
def rehearse(conference: Path, /, wipe: bool, **how: Any) -> None:
    """Rehearse the day in a copy below the conference's folder, marked on every page; papers are never made of it."""
    from kiosk.recovery import rehearsal

    if wipe:
        rehearsal.wipe(conference)
        click.echo(_("The rehearsal is removed."))
        return
    folder = rehearsal.begin(conference, click.echo)
    serve(folder, **how | {"hour": how["hour"] or time(13, 45)})


@main.command()
@click.argument("folder", default=Path("demo"), type=click.Path(path_type=Path, file_okay=False))
@serving
def demo(folder: Path, **how: Any) -> None:
    """The plan's own conference with sample lists: made in FOLDER at first, then run (at 13:45 if not said otherwise).

    Made at a later hour it shows a day that has begun: guests in, the first questions answered.
    """
    from kiosk.cli import demo_day
    from kiosk.settings import load as settings_file

    hour = how["hour"] or time(13, 45)
    os.environ["KIOSK_LAST_LINES"] = "1"
    if not (folder / settings_file.FILE).exists():
        making.sample(folder.resolve(), _cards)
        if isinstance(hour, time) and hour > time(13, 45):
            demo_day.begin(folder, hour)
    serve(folder, **how | {"hour": hour})


@main.command()
@click.option(
    "--redis", required=True, envvar="KIOSK_REDIS", callback=without_password,
    help="The Redis that the writer sends to (kiosk run --redis); or KIOSK_REDIS.",
)  # fmt: skip
@click.option("--id", "conference_id", help="The conference's id, where its folder is not on this machine.")
@click.option("--port", default=8100, show_default=True, type=click.IntRange(0, 65535))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.pass_obj
def screens(conference: Path, redis: str, conference_id: str | None, port: int, host: str) -> None:
    """Carry the public pictures to a large audience: a socket process that never opens the database."""
    from kiosk.settings import load as settings_file

    name = conference_id or settings_file.load(conference).id
    command = processes.python("-m", "kiosk.server.audience", "--conference", name)
    environment = os.environ | {"KIOSK_REDIS": redis}
    sys.exit(subprocess.call([*command, "--host", host, "--port", str(port)], env=environment))  # noqa: S603 - our own process


@main.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Where to put the cards.")
@click.pass_obj
def cards(conference: Path, out: Path) -> None:
    """Write an invitation card as PNG for every guest."""
    _cards(conference, out)


@main.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Where to put the papers.")
@click.option("--pdf", is_flag=True, help="A PDF beside each Word paper, where LibreOffice is installed.")
@click.pass_obj
def papers(conference: Path, out: Path, pdf: bool) -> None:
    """Write the report and the other papers of the conference."""
    from kiosk.papers import made
    from kiosk.papers.docx import to_pdf
    from kiosk.recovery.snapshot import open_to_read

    if pdf:
        to_pdf.check_program()
    with open_to_read(conference, click.echo) as day:
        written = made.write(day, out.absolute())
    if pdf:
        written += to_pdf.convert([path for path in written if path.suffix == ".docx"])
    for path in written:
        click.echo(path)


@main.command()
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="A new folder for the archive."
)
@click.option("--pdf", is_flag=True, help="A PDF beside each Word paper, where LibreOffice is installed.")
@click.pass_obj
def archive(conference: Path, out: Path, pdf: bool) -> None:
    """Write the archive: all papers, the record as SQLite and CSV, and a list of files with their SHA-256."""
    from kiosk.papers import archive
    from kiosk.recovery.snapshot import open_to_read

    with open_to_read(conference, click.echo) as day:
        written = archive.of(day, out, pdf=pdf)
    click.echo(_("{count} files in {folder}").format(count=len(written), folder=out))


@main.command(name="print")
@click.argument("what", type=click.Choice([paper.name for paper in catalogue.PRINTS]))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write: .pdf, or .docx for a list.",
)
@click.option("--block", "blocks", multiple=True, help="Only this block, by its code; may be given several times.")
@click.option("--guest", "people", multiple=True, help="Only this guest, by name or id; may be given several times.")
@click.option("--at", "hour", type=Hour(), help="Print as of this hour of the conference's day.")
@click.pass_obj
def print_(
    conference: Path, what: str, out: Path, blocks: tuple[str, ...], people: tuple[str, ...], hour: time | None
) -> None:
    """Print a paper for before or on the day as PDF, at 100 %: badges, cards, name plates, lists; some lists as Word, too."""
    from kiosk.recovery.snapshot import open_to_read

    paper = catalogue.find(what)
    with open_to_read(conference, click.echo) as day:
        day.clock = Clock.at(day.settings.timezone, day.settings.date, hour) if hour else day.clock
        chosen = selection.choose(day, blocks, people)
        if out.suffix.lower() == ".docx":
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_bytes(word_lists.make(day, paper, chosen))
            click.echo(out)
            return
        with click.progressbar(length=len(chosen), label=_(paper.title)) as bar:
            made = catalogue.draw(day, paper, chosen, bar.update)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(made.output())
    _tell_undrawn(made.unknown)
    click.echo(_("{count} pages in {file}").format(count=made.pages_count, file=out))


@main.command()
@click.pass_obj
def verify(conference: Path) -> None:
    """Rebuild the state from the log and compare."""
    from kiosk.recovery.snapshot import open_to_read
    from kiosk.settings import doubts
    from kiosk.storage.verify import faults

    with open_to_read(conference, click.echo) as day:
        found = list(faults(day.db))
        for doubt in doubts.sentences(day.settings):
            click.echo(doubt, err=True)
        for fault in found:
            click.echo(fault, err=True)
        if found:
            sys.exit(1)
        click.echo(_("All is as the log says: {count} log rows.").format(count=day.db.seq))


@main.command()
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; otherwise it is printed."
)
def openapi(out: Path | None) -> None:
    """Describe every address of the server: methods, roles, bodies, answers (OpenAPI 3.1, JSON)."""
    from kiosk.openapi import document

    text = json.dumps(document(making.sample_folder()), ensure_ascii=False, indent=2) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


for command in (making.init, start.start, lists.import_, *upkeep.COMMANDS, *closing.COMMANDS):
    main.add_command(command)


def _cards(folder: Path, out: Path, told: Path | None = None) -> None:
    """Write the cards. `told`: where they are to be found in the end, if not there."""
    from kiosk.guests import card_folder, invitations
    from kiosk.papers.pdf import people
    from kiosk.recovery.snapshot import open_to_read

    with open_to_read(folder, click.echo) as conference:
        guests = invitations.invited(conference)
        with click.progressbar(length=len(guests), label=_("Cards")) as bar:
            moved = card_folder.write(conference, out, guests, bar.update)
        undrawn = people.undrawn(conference)
    _tell_undrawn(undrawn)
    click.echo(_("{count} cards in {folder}").format(count=len(guests), folder=told or out))
    if moved:
        aside = (told or out) / card_folder.ASIDE
        click.echo(
            _("{count} old cards were moved to {folder}: do not send them").format(count=len(moved), folder=aside)
        )


def _tell_undrawn(letters: Iterable[str]) -> None:
    """Name the letters that stand as “?” on what was made, if any."""
    if named := " ".join(sorted(letters)):
        click.echo(_("The type has no letters for these, “?” was printed: {letters}").format(letters=named), err=True)


if __name__ == "__main__":
    main(prog_name="kiosk")
