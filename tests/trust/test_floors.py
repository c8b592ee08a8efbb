"""Versions below which a hole is known that touches us: compared with what is installed, without the internet."""

from importlib.metadata import version

import pytest
from packaging.version import Version

FLOORS = {
    "python-engineio": ("4.13.2", "CVE-2026-48802, GHSA-cgwc-pv48-fhj5: heartbeat threads without bound, no login needed"),
    "python-socketio": ("5.16.2", "CVE-2026-48804: binary attachments pile up; 5.14.0: no pickle in message queues"),
    "flask-socketio": ("5.6.1", "sessions with Flask 3.1.3"),
    "flask": ("3.1.3", "CVE-2026-27205: Vary: Cookie was missing"),
    "werkzeug": ("3.1.9", "CVE-2026-21860, CVE-2026-27199 and after: names of Windows devices in safe_join"),
    "pillow": ("13.0.0", "notes of 13.0.0; CVE-2026-42308: overflow with fonts; CVE-2026-25990, -40192, -42309 to -42311"),
    "jinja2": ("3.1.6", "CVE-2024-56326, CVE-2025-27516: escapes from the sandbox that fills the office's own templates"),
    "docxtpl": ("0.20.2", "no hole is known: the oldest that was tried; kiosk.papers.worker limits the process it runs in"),
    "lxml": ("6.1.0", "CVE-2026-41066: iterparse() and ETCompatXMLParser() read local files; kiosk uses neither"),
    "gevent": ("23.9.0", "CVE-2023-41419: WSGIServer reads trailers of chunked bodies as a request"),
    "openpyxl": ("3.1.5", "writes our workbooks; what comes in is read by kiosk.intake.reader.markup"),
    "sqlite-utils": ("4.2", "3.x commits an open transaction inside insert()"),
}  # fmt: skip


@pytest.mark.parametrize("name", FLOORS)
def test_installed_is_not_below_the_floor(name):
    floor, reason = FLOORS[name]
    assert Version(version(name)) >= Version(floor), reason


def test_the_project_asks_for_no_less():
    import tomllib
    from pathlib import Path

    from packaging.requirements import Requirement

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    asked = {r.name.lower(): r.specifier for r in map(Requirement, project["dependencies"])}
    below = [name for name, (floor, _why) in FLOORS.items() if asked[name].contains("0.0.1") or min(
        Version(s.version) for s in asked[name] if s.operator == ">=") < Version(floor)]  # fmt: skip
    assert below == []
