"""The short id of a new conference: made from its folder's name, so that no two conferences have the same one."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from badges.vietnamese import fold
from kiosk import atomic
from kiosk.settings.load import FILE

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 61


def propose(name: str) -> str:
    """Return an id for a conference whose folder is called `name`: small letters, digits and hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:LONGEST].strip("-")
    return plain if len(plain) >= 3 else f"{plain or 'hoi-nghi'}-{secrets.token_hex(2)}"


def give(folder: Path, wanted: str = "") -> str:
    """Write an own id into the folder's settings; returns it."""
    path = folder / FILE
    found = wanted or propose(folder.resolve().name)
    text = path.read_text(encoding="utf-8")
    atomic.write(path, re.sub(r'(?m)^id = "[^"]*"', f'id = "{found}"', text, count=1).encode())
    return found
