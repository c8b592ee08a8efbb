"""Two laptops with one conference: only the one that served last goes on, whichever comes back."""

from __future__ import annotations

import json
import shutil
import sqlite3
import uuid

import pytest

from badges.refusal import Refusal
from kiosk.app import create_app
from kiosk.conference import enrolment, fence
from kiosk.conference.conference import open_conference
from kiosk.conference.devices import Role
from kiosk.machine.file_lock import FolderLock
from kiosk.recovery import backup
from kiosk.recovery.restore import restore
from kiosk.recovery.takeover import take_over
from kiosk.server.watchdog import Misplaced
from kiosk.storage import database


def spare_of(conference, place):
    """A folder with the newest copy, as a spare laptop holds it."""
    copy = backup.make(conference)
    shutil.copytree(conference.folder / backup.FOLDER, place / backup.FOLDER)
    return copy


def scan(device, conference):
    body = {"id": str(uuid.uuid4()), "at": conference.clock.stamp(), "way": "typed", "code": "1"}
    return device.post("/desk/scans", json=body)


@pytest.fixture
def both(conference, app, tmp_path):
    """(first, its desk), (second, the same desk): the second laptop took over."""
    desk = app.test_client()
    desk.get(f"/enrol/{enrolment.invite(conference, Role.DESK, 'Bàn 1')}")
    desk.get("/desk")
    place = tmp_path / "spare"
    spare_of(conference, place)
    take_over(place, "14:00")
    second = open_conference(place, clock=conference.clock)
    yield conference, desk, second
    second.db.close()


def moved(desk, app):
    """The same browser at another server of the same address: it brings its cookies along."""
    other = app.test_client()
    other._cookies.update(desk._cookies)
    return other


def test_an_older_laptop_that_comes_back_changes_nothing_and_says_so(both, app):
    first, desk, second = both
    assert (first.term.number, second.term.number) == (1, 2)
    there = moved(desk, create_app(second))
    assert scan(there, second).status_code == 200
    back = moved(there, app)
    refused = scan(back, first)
    assert (refused.status_code, "2" in refused.json["error"]) == (503, True)
    assert (first.newer, first.db.remembered(fence.HEARD)) == (second.term, str(second.term))
    assert scan(desk, first).status_code == 503, "and nobody else is served in silence"
    assert back.get("/healthz").json["ok"] is False
    assert "máy khác" in back.get("/desk").text.lower()


def test_and_the_other_way_round(both, app, tmp_path):
    """The day goes back to the first laptop, from the second's copy: then the second is the older one."""
    first, desk, second = both
    copy = backup.make(second)
    first.db.close()
    restore(first.folder, copy)
    again = open_conference(first.folder, clock=first.clock)
    assert again.term.number == 3
    here = moved(desk, create_app(again))
    assert scan(here, again).status_code == 200
    assert scan(moved(here, create_app(second)), second).status_code == 503
    again.db.close()


def test_after_a_trial_the_first_goes_on_above_it(both):
    first, _desk, second = both
    assert fence.hear(first.db, second.term)
    term = fence.go_on(first.db)
    assert (term.number, fence.heard(first.db).number, fence.hear(first.db, second.term)) == (3, 0, False)


def test_a_stranger_and_a_forged_number_count_for_nothing(conference, app):
    name = fence.cookie_name(conference.key, conference.name)
    newer = fence.token(conference.key, conference.name, fence.Term(9, "a" * 16))
    stranger = app.test_client()
    stranger.set_cookie(name, newer)
    stranger.get("/phone")
    desk = app.test_client()
    desk.get(f"/enrol/{enrolment.invite(conference, Role.DESK, 'Bàn 1')}")
    for forged in (newer.replace("9.", "8.", 1), "9", "", "9." + "a" * 16 + "." + "0" * 32):
        desk.set_cookie(name, forged)
        assert scan(desk, conference).status_code == 200
    assert conference.newer is None
    desk.set_cookie(name, newer)
    assert scan(desk, conference).status_code == 503


def test_a_database_that_is_older_than_its_copy_does_not_start(folder, fill):
    with fill(folder) as write:
        write.guest()
        write.conference.db.checkpoint()
    early = (folder / database.FILE).read_bytes()
    with fill(folder) as write:
        write.guest()
        backup.make(write.conference)
    (folder / database.FILE).write_bytes(early)
    for left in folder.glob(f"{database.FILE}-*"):
        left.unlink()
    before = [path.name for path in backup.copies(folder)]
    with pytest.raises(Refusal, match="kiosk restore"):
        open_conference(folder)
    assert [path.name for path in backup.copies(folder)] == before, "and the newer copy is not put away"
    restore(folder)
    opened = open_conference(folder)
    assert opened.db.conn.execute("select count(*) from guest").fetchone() == (2,)
    opened.db.close()


@pytest.mark.parametrize("name", [database.FILE, f"{database.FILE}-wal"])
@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_a_file_that_goes_while_it_is_open_is_noticed_told_and_copied(conference, app, enrolled, write, name, how):
    write.guest("Trước")
    watch, desk = Misplaced(), enrolled(Role.DESK)
    watch.look(conference, backup.make)
    assert conference.warning is None
    (conference.folder / name).unlink()
    if how == "replaced":
        (conference.folder / name).write_bytes(b"")
    watch.look(conference, backup.make)
    assert name in str(conference.warning)
    write.guest("Sau")
    watch.look(conference, backup.make)
    with database.reading(backup.copies(conference.folder)[0]) as held:
        assert {row[0] for row in held.conn.execute("select name from guest")} == {"Trước", "Sau"}
    page = desk.get("/desk").text
    assert ('id="warning"' in page, "cơ sở dữ liệu" in page.lower()) == (True, True)
    assert "cơ sở dữ liệu" not in app.test_client().get("/phone").text.lower(), "guests need not know"
    assert app.extensions["screens"].picture("hall", "vi")["warning"] == ""
    assert app.extensions["screens"].picture("moderator", "vi")["warning"]


def test_restore_takes_the_lock_first_whatever_the_note_says(folder, fill):
    with fill(folder) as write:
        write.guest()
        backup.make(write.conference)
    (folder / "run.json").write_text(json.dumps({"pid": 1, "born": 1, "address": "http://127.0.0.1:1"}))
    restore(folder)
    (folder / "run.json").unlink()
    with FolderLock(folder), pytest.raises(Refusal):
        restore(folder)
    held = open_conference(folder)
    with pytest.raises((Refusal, sqlite3.Error)):
        restore(folder)
    held.db.close()
