"""LibreOffice, where this computer has it: files become PDF in a profile of their own.

It ends with code 0 for a file that it cannot read: the callers judge by the PDF.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES: Final = ("soffice", "libreoffice", "soffice.com")
PLACES: Final = (
    r"C:\Program Files\LibreOffice\program\soffice.com", r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)  # fmt: skip
SECONDS_EACH, SECONDS_START = 20, 60
"""Time for a file, and for LibreOffice to begin."""


def program() -> str | None:
    """Return LibreOffice's program, or None where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in PLACES if Path(place).is_file()), None)


def convert(soffice: str, target: str, sources: Sequence[Path], work: Path) -> Path:
    """Convert files to `target`, a format of LibreOffice's. Returns the folder below `work` where they lie, as far as they came.

    Raises `subprocess.TimeoutExpired`.
    """
    out = work / "out"
    out.mkdir(exist_ok=True)
    command = [soffice, "--headless", "--norestore", f"-env:UserInstallation={(work / 'profile').as_uri()}",
               "--convert-to", target, "--outdir", str(out), *map(str, sources)]  # fmt: skip
    subprocess.run(  # noqa: S603 - LibreOffice, with paths made here
        command, capture_output=True, check=False, timeout=SECONDS_START + SECONDS_EACH * len(sources), env=os.environ
    )
    return out
