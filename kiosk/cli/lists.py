"""The command that takes a list of guests or questions in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from badges.refusal import Refusal
from kiosk.cli.serving import ColumnAs
from kiosk.i18n import _

if TYPE_CHECKING:
    from kiosk.intake.reader.table import Kind


@click.command(name="import")
@click.argument("kind", type=click.Choice(["guests", "questions"]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--yes", is_flag=True, help="Do not ask before a list with remarks is taken in.")
@click.option("--anyway", is_flag=True, help="Take it in although it looks like the other kind of list.")
@click.option("--sheet", help="The sheet to read; the one that looks most like a list if not given.")
@click.option(
    "--header", type=click.IntRange(1, 5000), help="The row of the headings, if another one was taken for it."
)
@click.option(
    "--column", "columns", multiple=True, type=ColumnAs(),
    help="What a column is, where its heading was understood otherwise: C=name or C=“Họ và tên”; as often as needed.",
)  # fmt: skip
@click.pass_obj
def import_(
    folder: Path, kind: Kind, file: Path, dry_run: bool, yes: bool, anyway: bool, sheet: str | None,
    header: int | None, columns: tuple[tuple[str, str], ...],
) -> None:  # fmt: skip
    """Take in a list of guests or questions (.xlsx, .docx, .ods, .xls, .csv). All of it or nothing; the same file again changes nothing."""
    from kiosk.conference.conference import open_conference
    from kiosk.intake import plan, plan_lines
    from kiosk.intake.reader import fields

    mapping = fields.mapping(columns, kind)
    conference = open_conference(folder)
    try:
        outcome = plan.from_file(conference, kind, file, sheet=sheet, mapping=mapping, header=header)
        for line in plan_lines.lines(outcome, conference):
            click.echo(line)
        if outcome.wrong_kind and not anyway:
            raise Refusal("Nothing was imported: name the right kind of list, or add --anyway.")
        ask = not yes and outcome.doubtful and not outcome.table.errors
        if dry_run:
            return
        if ask and not click.confirm(_("There are remarks above. Take the list in as it is shown?")):
            click.echo(_("Nothing was imported."))
        else:
            plan.carry_out(conference, outcome, by=_("command line"), anyway=anyway)
    finally:
        conference.db.close()
