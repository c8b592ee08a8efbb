"""Rehearsal: a marked copy that runs everything and can never reach the report."""

import shutil
import uuid

import pytest
from click.testing import CliRunner

from badges.refusal import Refusal
from kiosk.app import create_app
from kiosk.cli.main import main
from kiosk.conference import enrolment
from kiosk.conference.conference import open_conference
from kiosk.conference.devices import Role
from kiosk.machine import tls
from kiosk.papers import bundle
from kiosk.recovery import backup, rehearsal
from kiosk.recovery.snapshot import open_to_read
from kiosk.settings import load as settings_file
from kiosk.storage import database
from kiosk.storage.verify import faults
from live import questions

pytestmark = pytest.mark.whole


@pytest.fixture
def rehearsed(conference, write):
    """A rehearsal of a conference with one guest and one question, open."""
    write.guest("Nguyễn Văn An")
    write.question()
    backup.make(conference)
    opened = open_conference(rehearsal.begin(conference.folder, str))
    yield opened
    opened.db.close()


def pages(conference):
    app = create_app(conference)
    client = app.test_client()
    client.get(f"/enrol/{enrolment.invite(conference, Role.SECRETARY, 'Thư ký')}")
    return client


def test_a_rehearsal_has_everything_of_the_conference(conference, rehearsed):
    assert questions.every(rehearsed.db) == questions.every(conference.db)
    assert (rehearsed.key, rehearsed.settings) == (conference.key, conference.settings)
    assert list(faults(rehearsed.db)) == []


def test_it_is_served_over_https_as_the_day_is(folder):
    tls.make(folder, "kiosk.local", ["127.0.0.1"])
    copy = rehearsal.begin(folder, str)
    assert tls.files(copy, settings_file.load(copy))[1].read_bytes() == (folder / "tls" / "server.key").read_bytes()
    assert (copy / "tls" / "server.key").stat().st_mode & 0o077 == 0


def test_it_is_marked_on_every_page_and_the_day_itself_is_not(conference, rehearsed):
    paths = ("/secretary", "/hall", "/no-such-page")
    html = {"Accept": "text/html"}
    assert [pages(rehearsed).get(path, headers=html).text.count("TẬP DƯỢT") for path in paths] == [1] * len(paths)
    assert pages(conference).get("/hall").text.count("TẬP DƯỢT") == 0


def test_what_is_done_there_stays_there(conference, rehearsed):
    before = conference.db.seq
    body = {"id": str(uuid.uuid4()), "question": 1, "seen": 0, "text": "thử"}
    assert pages(rehearsed).post("/secretary/answers", json=body).status_code == 200
    assert conference.db.seq == before


def test_no_papers_are_made_of_it(rehearsed, tmp_path):
    with pytest.raises(Refusal, match="rehearsal"):
        bundle.write_all(rehearsed, tmp_path / "papers")
    assert not (tmp_path / "papers").exists()


def test_not_of_a_copy_of_its_database_either(conference, rehearsed, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(conference.folder, other, ignore=shutil.ignore_patterns("*.db*", "rehearsal"))
    shutil.copyfile(backup.make(rehearsed), other / database.FILE)
    with open_to_read(other, str) as copied, pytest.raises(Refusal, match="rehearsal"):
        bundle.write_all(copied, tmp_path / "papers")


def test_a_page_left_open_from_it_can_change_nothing_of_the_day(conference, rehearsed):
    client = pages(conference)
    body = {"id": str(uuid.uuid4()), "question": 1, "seen": 0, "text": "thử"}
    reply = client.post("/secretary/answers", json=body, headers={"Kiosk-Conference": rehearsed.name})
    assert (reply.status_code, conference.name != rehearsed.name) == (409, True)
    assert (
        client.post("/secretary/answers", json=body, headers={"Kiosk-Conference": conference.name}).status_code == 200
    )


def test_it_goes_on_when_begun_again_and_is_new_after_wiping(conference, rehearsed):
    said = []
    name = rehearsed.rehearsal
    rehearsed.db.close()
    assert rehearsal.begin(conference.folder, said.append) == rehearsed.folder
    assert len(said) == 1
    rehearsal.wipe(conference.folder)
    again = open_conference(rehearsal.begin(conference.folder, str))
    assert (again.rehearsal != name, again.rehearsal != "") == (True, True)
    again.db.close()


def test_no_rehearsal_of_a_rehearsal(rehearsed):
    backup.make(rehearsed)
    with pytest.raises(Refusal):
        rehearsal.begin(rehearsed.folder, str)


def test_wiping_removes_it_and_nothing_else(conference, rehearsed):
    rehearsed.db.close()
    done = CliRunner().invoke(main, ["--conference", str(conference.folder), "rehearse", "--wipe"])
    assert (done.exit_code, rehearsed.folder.exists()) == (0, False)
    assert conference.db.seq > 0
    again = CliRunner().invoke(main, ["--conference", str(conference.folder), "rehearse", "--wipe"])
    assert again.exit_code == 1


def test_a_running_rehearsal_is_not_wiped(conference, rehearsed):
    with pytest.raises(Refusal):
        rehearsal.wipe(conference.folder)
    assert rehearsed.folder.exists()


def test_what_is_no_rehearsal_is_never_wiped(conference):
    real = conference.folder / rehearsal.FOLDER
    shutil.copytree(conference.folder, real, ignore=shutil.ignore_patterns("*.db*"))
    database.connect(real / database.FILE).close()
    with pytest.raises(Refusal, match="nothing was removed"):
        rehearsal.wipe(conference.folder)
    assert real.exists()
