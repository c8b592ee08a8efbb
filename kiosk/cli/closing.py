"""Commands for the time after a conference: what is open goes to the next one, and persons are erased in the end."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.i18n import _


@click.command("carry-over")
@click.option("--into", required=True, type=click.Path(path_type=Path, file_okay=False), help="The next conference.")
@click.pass_obj
def carry_over(conference: Path, into: Path) -> None:
    """Write what is still open into the next conference's folder, as questions carried over. Again: changes nothing."""
    from kiosk.closing import carry_over as carry
    from kiosk.conference.conference import open_conference
    from kiosk.recovery.snapshot import open_to_read

    with open_to_read(conference, click.echo) as day:
        target = open_conference(into)
        try:
            count, known = carry.carry(day, target)
        finally:
            target.db.close()
    text = _("{count} open questions carried over, {known} were there already.")
    click.echo(text.format(count=count, known=known))


@click.command("erase-personal-data")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def erase_personal_data(conference: Path, yes: bool) -> None:
    """After the time set in data.keep_days: remove all persons. Businesses, questions, answers and numbers stay."""
    from kiosk.closing import erasure
    from kiosk.conference.conference import open_conference

    day = open_conference(conference)
    try:
        erasure.check_time(day)
        if not yes:
            click.confirm(
                _("Remove all names, telephone numbers and e-mail addresses of this conference for ever?"), abort=True
            )
        count = erasure.erase(day)
    finally:
        day.db.close()
    text = _("Persons are removed: {count} rows written anew. Copies and papers were deleted.")
    click.echo(text.format(count=count))
    if files := erasure.left_over(conference):
        click.echo(_("These files are yours and may still name persons; delete them if they do:"))
        for path in files:
            click.echo(f"  {path}")


COMMANDS = (carry_over, erase_personal_data)
