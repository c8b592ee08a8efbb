"""What every test would make anew and need not: a conference's folder, compiled pages, and settings read from the same text.

Nothing of it changes what is tested: the folder is a copy of one that `conference.make` made, the pages are compiled from
the same sources, and settings never change.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from kiosk.conference import conference as conferences
from kiosk.settings import load as settings_file

if TYPE_CHECKING:
    from flask import Flask
    from jinja2.bccache import Bucket

    from kiosk.settings.schema import Settings


@cache
def _made(sample: Path) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kiosk-made-")) / "conference"
    conferences.make(folder, sample)
    return folder


def make(folder: Path, sample: Path) -> None:
    """Make an empty conference's folder as `conference.make` makes it, once for all tests of this process."""
    shutil.copytree(_made(sample), folder)


class _Compiled(BytecodeCache):
    """Compiled templates of this process, by their source."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled from the same source."""
        if code := self._codes.get(f"{bucket.key}{bucket.checksum}"):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._codes[f"{bucket.key}{bucket.checksum}"] = bucket.bytecode_to_string()


COMPILED = _Compiled()


def prepare(app: Flask) -> Flask:
    """Let the application use templates that were compiled before."""
    app.testing = True
    app.jinja_env.bytecode_cache = COMPILED
    return app


def read_settings_once() -> None:
    """Check each text of settings once: nearly all tests have the sample's, and read it twice."""
    parse = settings_file.parse
    known: dict[str, Settings] = {}

    def once(text: str, name: str = settings_file.FILE) -> Settings:
        if text not in known:
            known[text] = parse(text, name)
        return known[text]

    settings_file.parse = once
