"""The trial that a person sends back runs to its end, tells nobody's name, and says it where a promise is not kept."""

from __future__ import annotations

import getpass
import socket
from pathlib import Path
from typing import Any

import pytest

from kiosk.doctor import selfcheck


@pytest.mark.slow
@pytest.mark.usefixtures("real_children")
def test_this_machine_keeps_every_promise(tmp_path: Path) -> None:
    found = list(selfcheck.run(tmp_path))
    assert [name for name, _kept, _seen in found] == list(selfcheck.CHECKS)
    assert [line for line in found if line[1] == "otherwise"] == []
    assert list(tmp_path.iterdir()) == []


def test_a_check_that_breaks_is_a_line_of_its_own(tmp_path: Path, monkeypatch: Any) -> None:
    def broken(folder: Path) -> tuple[bool, str]:
        raise PermissionError(13, "Permission denied", str(folder / "kiosk.db"))

    monkeypatch.setattr(selfcheck, "CHECKS", {"first": broken, "then": lambda _folder: (True, "well")})
    found = list(selfcheck.run(tmp_path))
    assert [(name, kept) for name, kept, _seen in found] == [("first", "otherwise"), ("then", "as promised")]
    assert str(tmp_path) not in found[0][2]
    assert "Permission denied" in found[0][2]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{Path.home()}/Kiosk/kiosk.db", "FOLDER/Kiosk/kiosk.db"),
        (f"no access for {getpass.getuser()}", "no access for NAME"),
        (f"listening at {socket.gethostname()}", "listening at NAME"),
        ("bound to 192.168.1.10 and 127.0.0.1", "bound to ADDRESS and 127.0.0.1"),
        ("two\nlines", "two lines"),
    ],
)
def test_names_folders_and_addresses_are_left_out(text: str, told: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("USER", getpass.getuser())
    assert selfcheck.anonymous(text) == told
