"""Where the pages' files are: templates, own scripts and styles, and what the build fetched from npm (static/vendor).

An installed wheel has them inside the package, a checkout beside it; the code that asks does not care.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from badges.refusal import Refusal
from kiosk.i18n import _

PACKAGE = Path(__file__).parent
WEIGHTS = (400, 600, 700)


def folder(name: str) -> Path:
    """The folder `static`, `templates`, `examples` or `docs`: inside the package if it is there, beside it otherwise."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def vendor() -> Path:
    """Browser libraries and fonts, laid out as the table "vendor" in package.json says."""
    return folder("static") / "vendor"


def font(weight: int = 400) -> Path:
    """Be Vietnam Pro as a TrueType file, for pictures and PDF: regular 400, semi-bold 600 or bold 700."""
    if weight not in WEIGHTS:
        raise ValueError(f"weight {weight}: there is {WEIGHTS}")
    return vendor() / "fonts" / f"be-vietnam-pro-{weight}.ttf"


def bundle(name: str) -> str:
    """Return the address of a file in static/bundles below `/static/`, which a browser may keep, or "" where pages load its parts.

    So they do in a checkout after a script or a style was changed (hatch_build.py packs them). It is looked at once.
    """
    digest = _packed(folder("static"), name)
    return f"bundles/{name}?{digest}" if digest else ""


@cache
def _packed(static: Path, name: str) -> str:
    packed = static / "bundles" / name
    if not packed.is_file():
        return ""
    total = hashlib.sha256()
    for script in sorted(path for part in ("shared", "phone", "vendor") for path in (static / part).glob("*.[jc]s*")):
        total.update(script.relative_to(static).as_posix().encode() + script.read_bytes().replace(b"\r\n", b"\n"))
    content = packed.read_bytes()
    fresh = content.startswith(f"/*{total.hexdigest()}*/".encode())
    return hashlib.sha256(content).hexdigest()[:16] if fresh else ""


def wanted() -> str | None:
    """The stamp that static/vendor must bear in a checkout, the same sum as in hatch_build.py.

    None when installed: there it came with the package and has nothing to be compared with.
    """
    asked = [PACKAGE.parent / file for file in ("package.json", "package-lock.json")]
    if vendor().is_relative_to(PACKAGE) or not all(path.is_file() for path in asked):
        return None
    return hashlib.sha256(b"".join(path.read_bytes() for path in asked).replace(b"\r\n", b"\n")).hexdigest()


def check() -> None:
    """Refuse to start without the browser libraries and the font, or with those of another version."""
    stamp = vendor() / ".stamp"
    there = stamp.read_text().strip() if stamp.is_file() else None
    if not there or there != (wanted() or there):
        raise Refusal(
            _(
                "The browser libraries and the font are missing or out of date in {folder}: "
                "connect to the internet, run “python hatch_build.py” there and start again."
            ).format(folder=vendor().parent.parent)
        )
