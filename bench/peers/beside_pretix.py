"""pretix beside Kiosk: `python -m bench.peers.beside_pretix [FOLDER]` installs it from the index and measures both in one run.

The act is a card let in: the request goes through the whole application of either, in the process and without a web server, and
is answered after a durable commit in SQLite. A badge is one PDF page. Both run one after the other in rounds, and processor time is
counted, as other work on the machine moves the clock more than that.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from bench.measure import ROOT, Found, begin

VERSION = "2026.8.0"
ROUNDS = 3
INSIDE = Path(__file__).with_name("inside_pretix.py")
OURS = Path(__file__).with_name("inside_kiosk.py")
CONFIG = """[pretix]
instance_name=bench
url=http://localhost
datadir={folder}/data
[database]
backend=sqlite3
"""


def install(folder: Path) -> Path:
    """Install pretix, unless it is there; return its Python."""
    python = folder / "venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.is_file():
        venv.create(folder / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"pretix=={VERSION}"], check=True)
    return python


def run(command: list[str | Path], folder: Path) -> dict[str, float]:
    """Run one side; it prints its figures (processor ms) as the last line, in JSON."""
    config = folder / "pretix.cfg"
    config.write_text(CONFIG.format(folder=folder))
    (folder / "data").mkdir(exist_ok=True)
    env = {
        "PRETIX_CONFIG_FILE": str(config),
        "PYTHONPATH": str(ROOT),
        "PATH": "/usr/bin:/bin",
        "DJANGO_SETTINGS_MODULE": "pretix.settings",
    }
    done = subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def main() -> Found:
    """Measure."""
    found = Found()
    folder = Path(next((word for word in sys.argv[1:] if not word.startswith("-")), "") or tempfile.mkdtemp()).resolve()
    python = install(folder)
    theirs, ours = [], []
    for _ in range(ROUNDS):
        theirs.append(run([python, INSIDE], folder))
        ours.append(run([sys.executable, OURS], folder))
    table = begin(f"pretix {VERSION} beside Kiosk, processor ms", ["what", "pretix", "Kiosk", "ratio"])
    for what in ours[0]:
        a, b = (statistics.median(each[what] for each in side) for side in (theirs, ours))
        table.add(what, a, b, f"{a / b:.0f} ×")
    found.tables.append(table)
    return found


if __name__ == "__main__":
    main()
