"""What the documents promise, the code has: every setting, every command, every stand."""

from __future__ import annotations

import re
import typing
from pathlib import Path

import click
import msgspec
import pytest

from kiosk.cli.main import main
from kiosk.conference.devices import Role
from kiosk.settings.schema import Settings, Signer

pytestmark = pytest.mark.audit

ROOT = Path(__file__).parent.parent


def _keys(shape: type, prefix: str = "") -> set[str]:
    found: set[str] = set()
    hints = typing.get_type_hints(shape)
    for field in msgspec.structs.fields(shape):
        inner = hints[field.name]
        inner = inner.__args__[0] if getattr(inner, "__args__", None) and isinstance(inner.__args__[0], type) else inner
        is_part = isinstance(inner, type) and issubclass(inner, msgspec.Struct)
        described_whole = inner is Signer or field.name in ("presenters", "parts")
        found |= (
            _keys(inner, f"{prefix}{field.name}.") if is_part and not described_whole else {f"{prefix}{field.name}"}
        )
    return found


def test_every_setting_is_described_and_no_other():
    rows = [
        line.split("|")[1] for line in (ROOT / "docs/settings.md").read_text().splitlines() if line.startswith("| `")
    ]
    assert set(re.findall(r"`([a-z_.]+)`", " ".join(rows))) == _keys(Settings)


def test_every_command_is_described_and_no_other():
    page = (ROOT / "docs/contract.md").read_text()
    described = set(re.findall(r"^\| `kiosk ([a-z-]+)", page, re.MULTILINE))
    assert described == set(main.commands)


def test_every_command_has_help():
    for name, command in main.commands.items():
        assert command.get_short_help_str(), name
        assert command.get_help(click.Context(command)), name


def test_the_readme_names_every_stand():
    page = (ROOT / "README.md").read_text()
    assert {str(role) for role in Role} - {"public", "spare"} == set(re.findall(r"^\| (\w+) \| `/", page, re.MULTILINE))
