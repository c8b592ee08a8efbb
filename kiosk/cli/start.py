"""`kiosk` without a command, as a double click starts it: run the conference that is here, or show the first page to choose one."""

from __future__ import annotations

import threading
import time
import urllib.request
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from kiosk.cli import making
from kiosk.cli.serving import serve
from kiosk.i18n import _

PORT = 8000
WAIT_SECONDS = 60.0
HOST = "127.0.0.1"


def conferences(place: Path) -> list[Path]:
    """Return the conferences' folders in a place: itself, or those directly below it; rehearsals and drafts are none."""
    from kiosk.settings import load as settings_file

    if (place / settings_file.FILE).is_file():
        return [place]
    below = sorted(path for path in place.iterdir() if path.is_dir()) if place.is_dir() else []
    return [path for path in below if (path / settings_file.FILE).is_file() and not path.name.endswith(".part")]


@click.command()
@click.option("--choose", is_flag=True, help="Show the first page although there is a conference here.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-browser", is_flag=True, help="Open no browser; the address is printed.")
@click.pass_obj
def start(conference: Path, choose: bool, port: int, no_browser: bool) -> None:
    """Start as a double click does: run the conference here, or choose and make one in the browser."""
    begin(conference, choose=choose, port=port, browser=not no_browser)


def begin(place: Path, *, choose: bool = False, port: int = PORT, browser: bool = True) -> None:
    """Run the only conference of a place, or the one chosen on the first page; ends the command."""
    from kiosk.recovery import run_file
    from kiosk.server import first_page

    found = conferences(place)
    folder, code = (found[0], "") if len(found) == 1 and not choose else (None, "")
    if folder is None:
        click.echo(_("Kiosk: choose in the browser what to start: {address}").format(address=f"http://{HOST}:{port}"))
        if browser:
            threading.Thread(target=_open, args=(f"http://{HOST}:{port}/", ""), daemon=True).start()
        folder, code = first_page.choose(place.resolve(), HOST, port, making.CHOICES, making.office_code)
    elif running := run_file.by(folder):
        click.echo(_("This conference runs already, at {address}.").format(address=running.address))
        if browser:
            webbrowser.open(running.address)
        return
    else:
        code = making.office_code(folder)
        if browser:
            address = f"http://{HOST}:{port}"
            threading.Thread(target=_open, args=(f"{address}/enrol/{code}", f"{address}/healthz"), daemon=True).start()
    window(folder, f"http://{HOST}:{port}", code)
    serve(folder, port=port, host=HOST, hour=making.hour_of(folder))


def window(folder: Path, address: str, code: str) -> None:
    """Say in four lines what this window is."""
    click.echo("")
    click.echo(_("  KIOSK is running the conference in {folder}.").format(folder=folder))
    click.echo(_("  The office's page: {address}").format(address=f"{address}/enrol/{code}"))
    click.echo(_("  Leave this window open: closing it stops the server."))
    click.echo(_("  To stop: press Ctrl+C here. Started again, everything is as it was."))
    click.echo("")


def _open(address: str, healthy: str) -> None:
    """Open the browser as soon as the server answers."""
    end = time.monotonic() + WAIT_SECONDS
    while healthy and time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(healthy, timeout=2) as answer:  # noqa: S310 - our own server
            if answer.status == 200:
                break
        time.sleep(0.3)
    webbrowser.open(address)
