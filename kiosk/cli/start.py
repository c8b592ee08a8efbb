"""`kiosk` without a command, as a double click starts it: run the conference that is here, or show the first page to choose one."""

from __future__ import annotations

import ssl
import sys
import threading
import time
import urllib.request
import webbrowser
from contextlib import suppress
from datetime import datetime
from datetime import time as hour_of_day
from pathlib import Path
from urllib.parse import urlsplit

import click

from badges.refusal import Refusal
from kiosk.cli import making
from kiosk.cli.serving import Hour, run_served
from kiosk.i18n import _
from kiosk.machine import tls
from kiosk.recovery import next_start
from kiosk.recovery.next_start import Listening
from kiosk.settings import load as settings_file

PORT = 8000
WAIT_SECONDS = 60.0
HOST = "127.0.0.1"
Moment = hour_of_day | datetime | None
"""The value of `--at`."""


def conferences(place: Path) -> list[Path]:
    """Return the conferences' folders in a place: itself, or those directly below it; rehearsals and drafts are none."""
    if (place / settings_file.FILE).is_file():
        return [place]
    return [path for path in _below(place) if (path / settings_file.FILE).is_file() and not path.name.endswith(".part")]


def _below(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.is_dir()) if place.is_dir() else []


@click.command()
@click.option("--choose", is_flag=True, help="Show the first page although there is a conference here.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-browser", is_flag=True, help="Open no browser; the address is printed.")
@click.option("--at", type=Hour(), help="Set the conference's clock, for practising: 14:50, or 2026-04-10T09:00.")
@click.pass_obj
def start(conference: Path, choose: bool, port: int, no_browser: bool, at: Moment) -> None:
    """Start as a double click does: run the conference here, or choose and make one in the browser."""
    begin(conference, choose=choose, port=port, browser=not no_browser, at=at)


def begin(place: Path, *, choose: bool = False, port: int = PORT, browser: bool = True, at: Moment = None) -> None:
    """Run the only conference of a place, or the one chosen on the first page; ends the command."""
    from kiosk.recovery import run_file, takeover
    from kiosk.server import first_page, spare_page

    def link(folder: Path) -> str:
        return office_link(folder, port)

    found = conferences(place)
    folder = found[0] if len(found) == 1 and not choose else spare_of(place) if not found and not choose else None
    opened = ""
    if folder is None:
        click.echo(_("Kiosk: choose in the browser what to start: {address}").format(address=f"http://{HOST}:{port}"))
        _browse(browser, f"http://{HOST}:{port}/")
        choice = first_page.choose(place.resolve(), HOST, port, making.CHOICES, link)
        folder, opened = choice.folder or place, choice.link
    elif running := run_file.by(folder):
        click.echo(_("This conference runs already, at {address}.").format(address=running.address))
        if browser:
            webbrowser.open(running.address)
        return
    pulls = takeover.is_spare(folder)
    if takeover.noted(folder).taken:
        _browse(browser and not opened, f"http://{HOST}:{port}/")
        pulls = first_page.ask(folder, "taken", HOST, port, link) == first_page.SPARE
        opened = "/"
    if pulls:
        click.echo(_("  This is the spare laptop. Its page: {address}").format(address=f"http://{HOST}:{port}"))
        if not opened:
            _browse(browser, f"http://{HOST}:{port}/")
        spare_page.run(folder, HOST, port, link)
        next_start.write(folder, next_start.LISTENING, listening_of_a_spare(folder))
        opened = "/"
    _serve(folder, port, browser and not opened, at)


def _serve(folder: Path, port: int, browser: bool, at: Moment) -> None:
    """Serve; where another laptop went on meanwhile, ask first."""
    from kiosk.server import first_page, supervisor

    after_trial = False
    while True:
        listening = next_start.listening(folder)
        link = office_link(folder, port)
        address = link if "://" in link else f"http://{HOST}:{port}{link}"
        _browse(browser, address, folder if listening.tls else None)
        window(folder, address)
        code = run_served(
            folder, port=port, host=listening.host, hour=at or making.hour_of(folder), tls=listening.tls, after_trial=after_trial
        )  # fmt: skip
        if code != supervisor.SUPERSEDED or after_trial:
            sys.exit(1 if code else 0)
        first_page.ask(folder, "superseded", HOST, port, lambda chosen: office_link(chosen, port))
        after_trial, browser = True, False


def office_link(folder: Path, port: int) -> str:
    """Make a one-time link to the office's page of the server that starts next: a path, or over https the whole address."""
    code = making.office_code(folder)
    if not next_start.listening(folder).tls:
        return f"/enrol/{code}"
    chain, _key = tls.files(folder, settings_file.load(folder))
    names = [str(ip) for ip in tls.called(chain)[1]]
    return f"https://{HOST if HOST in names else tls.host(chain)}:{port}/enrol/{code}"


def listening_of_a_spare(folder: Path) -> Listening:
    """Return how a spare serves after it took over: for the whole network, with the server's certificate where it came along."""
    try:
        tls.files(folder, settings_file.load(folder))
    except Refusal:
        return Listening(next_start.EVERYWHERE)
    return Listening(next_start.EVERYWHERE, tls=True)


def spare_of(place: Path) -> Path | None:
    """Return the folder of a spare that has not fetched a whole copy yet."""
    from kiosk.recovery import takeover

    return next((path for path in _below(place) if takeover.is_spare(path)), None)


def _browse(wanted: bool, address: str, trusted: Path | None = None) -> None:
    """Open the browser there as soon as the server answers. `trusted`: the folder whose certificate serves, over https."""
    if wanted:
        threading.Thread(target=_open, args=(address, trusted), daemon=True).start()


def window(folder: Path, address: str) -> None:
    """Say in four lines what this window is."""
    click.echo("")
    click.echo(_("  KIOSK is running the conference in {folder}.").format(folder=folder))
    click.echo(_("  The office's page: {address}").format(address=address))
    click.echo(_("  Leave this window open: closing it stops the server."))
    click.echo(_("  To stop: press Ctrl+C here. Started again, everything is as it was."))
    click.echo("")


def _open(address: str, trusted: Path | None) -> None:
    """Open the browser as soon as the server answers."""
    end = time.monotonic() + WAIT_SECONDS
    parts = urlsplit(address)
    chain = trusted / tls.FOLDER / tls.CHAIN if trusted else None
    context = ssl.create_default_context(cafile=str(chain) if chain and chain.is_file() else None) if trusted else None
    healthy = f"{parts.scheme}://{parts.netloc}/healthz"
    while parts.path != "/" and time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(healthy, timeout=2, context=context) as answer:  # noqa: S310 - our own server
            if answer.status == 200:
                break
        time.sleep(0.3)
    webbrowser.open(address)
