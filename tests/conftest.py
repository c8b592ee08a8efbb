"""What tests share: a fresh conference each, an application on it, and devices of every role."""

from __future__ import annotations

import gc
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from badges import guests
from badges.guests import Guest, Organisation
from kiosk.app import create_app
from kiosk.arrivals import admission, leaving
from kiosk.arrivals.admission import Coming
from kiosk.conference import conference as conferences
from kiosk.conference import enrolment
from kiosk.conference.clock import Clock, stamp
from kiosk.conference.devices import Role
from kiosk.machine import processes
from kiosk.settings import load as settings_file
from live import questions
from live.questions import Question
from live.queue import Place
from tests.support import changed, fast, forked_children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient

    from kiosk.conference.conference import Conference

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "haiphong-2026"
hypothesis.settings.register_profile("kiosk", deadline=None)  # time decides no test
hypothesis.settings.load_profile("kiosk")
python_of_its_own = processes.python
processes.python = forked_children.python
fast.read_settings_once()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--changed`: of the tests marked `whole`, only those of folders with changes that are not committed."""
    parser.addoption("--changed", action="store_true", help="long tests of changed folders only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long tests of folders that did not change, where that was asked for."""
    if config.getoption("--changed"):
        folders = changed.folders()
        left = [
            item for item in items
            if item.get_closest_marker("whole") and changed.folder(str(item.path.relative_to(ROOT))) not in folders
        ]  # fmt: skip
        config.hook.pytest_deselected(items=left)
        out = set(left)
        items[:] = [item for item in items if item not in out]


def pytest_collection_finish() -> None:
    """Everything is loaded: leave it out of the search for garbage, and search seldom. Each test's application is garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(500_000, 10, 10)


@pytest.fixture
def real_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Child processes as the product starts them, not forks: for what a process's own start decides."""
    monkeypatch.setattr(processes, "python", python_of_its_own)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty conference's folder, made from the sample."""
    fast.make(tmp_path / "conference", SAMPLE)
    return tmp_path / "conference"


@pytest.fixture
def conference(folder: Path) -> Iterator[Conference]:
    """An empty conference, open at 13:45 of its day."""
    setting = settings_file.load(folder)
    opened = conferences.open_conference(folder, clock=Clock.at(setting.timezone, setting.date, time(13, 45)))
    yield opened
    opened.db.close()


@pytest.fixture
def app(conference: Conference) -> Flask:
    """The application on that conference."""
    return fast.prepare(create_app(conference))


@pytest.fixture
def enrolled(app: Flask, conference: Conference) -> Any:
    """enrolled(Role.DESK, "Bàn 1") → a test client whose device is enrolled."""

    def make(role: Role, name: str = "") -> FlaskClient:
        client = app.test_client()
        client.get(f"/enrol/{enrolment.invite(conference, role, name or str(role))}")
        return client

    return make


def new_id() -> str:
    """An id as devices make them."""
    return str(uuid.uuid4())


@dataclass
class Writer:
    """Puts people and questions into a conference, as short sentences in tests."""

    conference: Conference

    def writing(self) -> Any:
        """One transaction at the conference's time."""
        return self.conference.db.writing(self.conference.clock.stamp(), by="test")

    def organisation(self, name: str = "Công ty TNHH Thử Nghiệm", **facts: Any) -> Organisation:
        """An organisation."""
        with self.writing() as writing:
            return guests.put_organisation(writing, Organisation(new_id(), name, **{"kind": "business", **facts}))

    def guest(self, name: str = "Nguyễn Văn An", organisation: Organisation | None = None, **facts: Any) -> Guest:
        """A guest; of a business of his own if none is named."""
        house = organisation or self.organisation()
        facts = {"block": "business", "honorific": "Ông", **facts}
        with self.writing() as writing:
            return guests.put(
                writing, Guest(new_id(), house.id, name, **facts), self.conference.key, self.conference.settings.id
            )

    def code(self, guest: Guest) -> str:
        """The code on the guest's card."""
        return guests.code(guest, self.conference.key, self.conference.settings.id)

    def arrive(self, guest: Guest, minutes: float = 0, **coming: Any) -> Guest:
        """The guest is let in at desk 1, so many minutes from now."""
        at = stamp(self.conference.clock.now() + timedelta(minutes=minutes))
        with self.conference.db.writing(at, by="Bàn 1") as writing:
            admission.admit_guest(writing, new_id(), guest.id, "search", at, Coming(**coming))
        return guest

    def leave(self, guest: Guest) -> Guest:
        """The guest goes out, now."""
        with self.writing() as writing:
            leaving.leave(writing, new_id(), guest.id, writing.at)
        return guest

    def question(
        self, text: str = "Thủ tục kiểm định cân thế nào?", organisation: Organisation | None = None, **facts: Any
    ) -> Question:
        """A question that waits in the queue."""
        house = organisation or self.organisation()
        facts = {"place": Place.WAITING, "field": "metrology", "unit": "tdc", **facts}
        with self.writing() as writing:
            return questions.add(writing, Question(0, house.id, text, **facts))


@pytest.fixture
def write(conference: Conference) -> Writer:
    """Puts people and questions into the conference."""
    return Writer(conference)


@pytest.fixture
def fill() -> Any:
    """`with fill(folder) as write:` puts people and questions into a conference that a server will open afterwards."""

    @contextmanager
    def fill(folder: Path, hour: time = time(13, 45)) -> Iterator[Writer]:
        setting = settings_file.load(folder)
        opened = conferences.open_conference(folder, clock=Clock.at(setting.timezone, setting.date, hour))
        yield Writer(opened)
        opened.db.close()

    return fill
