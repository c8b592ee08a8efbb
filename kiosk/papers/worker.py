"""Makes the papers in a process of its own: `python -m kiosk.papers.worker FOLDER COPY OUT SHIFT`.

FOLDER is the conference's, COPY a copy of its database, OUT where the papers go, SHIFT the seconds by which the
conference's clock differs. It answers in JSON, a line each: what it begins with, at last the files, or a refusal with its
facts and exit code 1.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

from badges.refusal import Refusal
from kiosk.conference.clock import Clock
from kiosk.conference.conference import Conference, read_key
from kiosk.i18n import N_
from kiosk.machine.process_limits import limit_process
from kiosk.papers import bundle, made
from kiosk.settings import load as settings_file
from kiosk.storage import database

TOO_LARGE = N_(
    "The papers need more memory than they may have and were stopped. If the folder “templates” holds one of your own, "
    "look for a loop in it that never ends."
)
MOST_MEMORY = 1024**3
"""Bytes of address space; the papers of 2,400 guests and 400 questions run in 700 MB of it."""


def main(arguments: list[str]) -> int:
    """Make the papers and say which."""
    folder, copy, out = map(Path, arguments[:3])
    limit_process(MOST_MEMORY, made.PROCESSOR_SECONDS)
    try:
        setting = settings_file.load(folder)
        clock = Clock(setting.timezone, timedelta(seconds=float(arguments[3])))
        conference = Conference(folder, setting, database.reading(copy), clock, read_key(folder))
        files = bundle.write_all(conference, out, begin)
        conference.db.close()
    except MemoryError:
        _say({"fault": TOO_LARGE, "facts": {}})
        return 1
    except Refusal as refusal:
        _say({"fault": refusal.text, "facts": {name: str(value) for name, value in refusal.facts.items()}})
        return 1
    _say({"files": [path.relative_to(out).as_posix() for path in files]})
    return 0


def begin(file: str, template: str, total: int) -> None:
    """Tell the parent what is made now: it shows it, and ends this process where one paper takes too long."""
    _say({"file": file, "template": template, "total": total})


def _say(answer: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
