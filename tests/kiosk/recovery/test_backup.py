"""Copies: made while the day is written, thinned, put back; and the spare laptop."""

import hashlib
import os
import socket
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from badges.refusal import Refusal
from kiosk.cli.main import main
from kiosk.conference import attachments, enrolment
from kiosk.conference.conference import open_conference
from kiosk.conference.devices import Role
from kiosk.doctor import findings as doctor
from kiosk.machine import tls
from kiosk.recording import chunks
from kiosk.recovery import backup, rehearsal, restore, run_file
from kiosk.recovery import spare as spares
from kiosk.recovery.spare import Garbled, Puller, pull_for_ever
from kiosk.recovery.takeover import take_over
from kiosk.settings import load as settings_file
from kiosk.storage import database
from kiosk.storage.verify import faults
from tests.support.server_process import House
from tests.support.trials.loss import losses

pytestmark = pytest.mark.whole


def with_second_place(folder, place):
    text = (folder / settings_file.FILE).read_text()
    (folder / settings_file.FILE).write_text(f'{text}\n[backup]\nsecond = "{place.as_posix()}"\n')
    return open_conference(folder)


def rows(path):
    db = database.reading(path)
    try:
        return db.seq, list(faults(db))
    finally:
        db.close()


def test_a_copy_is_whole_and_holds_everything(conference, write):
    for _ in range(20):
        write.guest()
    assert rows(backup.make(conference)) == (conference.db.seq, [])


def test_copies_that_are_made_side_by_side_are_all_whole(conference, write):
    for _ in range(20):
        write.guest()
    with ThreadPoolExecutor(8) as several:
        made = list(several.map(lambda _: backup.make(conference), range(24)))
    assert {rows(path) == (conference.db.seq, []) for path in made} == {True}
    assert list((conference.folder / backup.FOLDER).glob("*.part*")) == []


def test_a_copy_that_fails_leaves_nothing_half_written(conference, write, monkeypatch):
    write.guest()
    monkeypatch.setattr(os, "fsync", lambda _file: os.read(-1, 1))  # as a disk that answers an error
    for _ in range(3):
        with pytest.raises(OSError, match="Bad file descriptor"):
            backup.make(conference)
    assert list((conference.folder / backup.FOLDER).iterdir()) == []


def test_what_a_killed_server_left_half_written_is_swept_away(folder, tmp_path):
    conference = with_second_place(folder, tmp_path / "stick")
    backup.round_(conference, {})
    for place in (folder / backup.FOLDER, backup.second_place(conference)):
        before = sorted(place.rglob("*"))
        for left in ("1.db.0a.part", "1.db.0a.part-journal", "secret.key.0a.part"):
            (place / left).write_bytes(b"half")
        backup.sweep(place)
        assert sorted(place.rglob("*")) == before
    conference.db.close()


def test_both_places_get_the_copy_the_settings_and_the_key(folder, tmp_path):
    conference = with_second_place(folder, tmp_path / "stick")
    done = {}
    backup.round_(conference, done)
    place = tmp_path / "stick" / "haiphong-2026"
    names = sorted(p.name for p in place.iterdir())
    assert names == [f"{conference.db.seq:012d}.db", "conference.toml", "secret.key"]
    assert names == sorted(p.name for p in (folder / "backups").iterdir())
    assert (place / "secret.key").read_bytes() == conference.key
    assert rows(place / names[0]) == (conference.db.seq, [])
    conference.db.close()


def test_the_certificate_goes_along_for_its_owner_only(folder, tmp_path):
    tls.make(folder, "kiosk.local", ["127.0.0.1"])
    conference = with_second_place(folder, tmp_path / "stick")
    backup.round_(conference, {})
    conference.db.close()
    place, other = tmp_path / "stick" / "haiphong-2026", tmp_path / "other"
    restore.restore(other, backup.newest(folder)[0])
    for there in (folder / "backups", place, other):
        kept = {p.name: (p.read_bytes(), p.stat().st_mode & 0o077) for p in (there / "tls").iterdir()}
        assert kept == {p.name: (p.read_bytes(), 0) for p in (folder / "tls").iterdir()}
        assert (there / "tls").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_the_spare_takes_the_certificate_along_over_https_only(folder, tmp_path):
    tls.make(folder, "kiosk.local", ["127.0.0.1"])
    authority = tmp_path / "ca.crt"
    authority.write_bytes((folder / "tls" / "ca.crt").read_bytes())
    conference = open_conference(folder)
    codes = [enrolment.invite(conference, Role.SPARE, "Máy dự phòng") for _ in range(3)]
    conference.db.close()
    plain = House(folder).begin()
    command = ["--conference", str(tmp_path / "plain"), "spare", plain.address, "--rounds", "1"]
    assert CliRunner().invoke(main, command, env={"KIOSK_LINK": codes[0]}).exit_code == 0
    assert (len(backup.copies(tmp_path / "plain")), (tmp_path / "plain" / "tls").exists()) == (1, False)
    plain.stop()
    house = House(folder)
    house.authority = authority
    house.begin("--tls")
    stranger = ["--conference", str(tmp_path / "none"), "spare", house.address, "--rounds", "1"]
    refused = CliRunner().invoke(main, stranger, env={"KIOSK_LINK": codes[1]})
    assert (refused.exit_code, "chưa tin cậy chứng thư" in refused.output) == (1, True)
    heard = []
    pull_for_ever(Puller(house.address, tmp_path / "none"), heard.append, rounds=1)
    assert [("--ca" in text, "takeover" in text) for text in heard] == [(True, False)]
    other = tmp_path / "spare"
    command = [
        "--conference",
        str(other),
        "spare",
        house.address,
        "--rounds",
        "1",
        "--ca",
        str(authority),
    ]
    pulled = CliRunner().invoke(main, command, env={"KIOSK_LINK": codes[2]})
    assert pulled.exit_code == 0, pulled.output
    house.kill()
    ours, theirs = ({p.name: p.read_bytes() for p in (place / "tls").iterdir()} for place in (folder, other))
    assert (theirs, (other / "tls" / "server.key").stat().st_mode & 0o077) == (ours, 0)
    restore.restore(other, kind="takeover")
    second = House(other)
    second.authority = authority  # what devices trusted before is trusted still
    second.begin("--tls")
    assert second.wait()["ok"] is True
    second.stop()


@pytest.mark.parametrize(
    "name",
    [
        b"tls/../../x",
        b"handouts/../secret.key",
        b"handouts/..",
        b"templates/a/b.docx",
        b"handouts/.x",
        b"kiosk.db",
        b"x.py",
    ],
)
def test_the_spare_writes_nothing_but_what_belongs_to_a_copy(monkeypatch, tmp_path, conference, name):
    puller = Puller("http://127.0.0.1:9", tmp_path / "spare")
    body = backup.make(conference).read_bytes()
    head = {"X-Digest": hashlib.sha256(body).hexdigest(), "X-Number": "5"}
    said = {
        "/spare/copy?after=": (body, head),
        "/spare": (b'{"beside": [{"name": "NAME", "mark": "1"}]}'.replace(b"NAME", name), {}),
    }
    monkeypatch.setattr(puller, "_get", said.__getitem__)
    with pytest.raises(Garbled, match="no copy needs"):
        puller.pull()
    assert [p.name for p in tmp_path.rglob("*") if p.is_file() and tmp_path / "spare" in p.parents] == []


def test_a_place_that_fails_stops_nothing_and_is_tried_again(folder, tmp_path):
    (tmp_path / "stick").write_text("not a folder")
    conference = with_second_place(folder, tmp_path / "stick")
    done = {}
    backup.round_(conference, done)
    assert (len(backup.copies(folder)), "second" in done) == (1, False)
    (tmp_path / "stick").unlink()
    backup.round_(conference, done)
    assert done == {"first": conference.db.seq, "second": conference.db.seq}
    conference.db.close()


def test_old_copies_are_thinned_to_one_of_ten_minutes(tmp_path):
    now = time.time() // 600 * 600
    for number in range(130):
        path = tmp_path / f"{number:012d}.db"
        path.touch()
        os.utime(path, (now - (130 - number) * 60 + 30,) * 2)
    backup.thin(tmp_path)
    kept = sorted(int(p.stem) for p in tmp_path.glob("*.db"))
    assert (kept[-30:], len(kept[:-30]), kept[0] < 10) == (list(range(100, 130)), 10, True)


def test_going_on_from_an_older_copy_sets_the_later_ones_aside_and_says_so_in_the_log(conference, write, folder):
    write.guest("Trần Thị Bình")
    old = backup.make(conference)
    write.guest("Lê Văn Cường")
    later = backup.make(conference)
    seq = int(old.stem)
    conference.db.close()
    assert restore.restore(folder, old) == old
    again = open_conference(folder)
    assert [row["name"] for row in again.db.query("select name from guest")] == ["Trần Thị Bình"]
    assert [row["kind"] for row in again.db.query("select kind from event where seq > ?", (seq,))] == [
        "incident.restored"
    ]
    assert (list(faults(again.db)), later.exists()) == ([], False)
    (aside,) = folder.glob("before-*")
    assert sorted(p.name for p in aside.iterdir()) == [later.name, "kiosk.db"]
    again.db.close()


def test_the_newest_sound_copy_is_taken_when_the_newest_is_damaged(conference, write, folder):
    write.guest()
    sound = backup.make(conference)
    write.guest()
    backup.make(conference).write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    conference.db.close()
    assert restore.restore(folder) == sound


@pytest.mark.parametrize("content", [b"", b"rubbish", b"SQLite format 3\0" + b"\0" * 4096])
def test_a_file_that_is_no_copy_is_refused_and_nothing_is_touched(conference, folder, tmp_path, content):
    conference.db.close()
    before = (folder / "kiosk.db").read_bytes()
    (tmp_path / "x.db").write_bytes(content)
    with pytest.raises(Refusal):
        restore.restore(folder, tmp_path / "x.db")
    assert (folder / "kiosk.db").read_bytes() == before


def test_no_card_can_be_read_out_of_a_copy(conference, write):
    codes = [write.code(write.guest()).encode() for _ in range(5)]
    content = backup.make(conference).read_bytes()
    assert [code for code in codes if code in content] == []


def test_an_older_file_without_our_tables_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "x.db") as other:
        other.execute("create table t(x)")
    other.close()
    assert restore.is_sound(tmp_path / "x.db") is False


def test_three_lost_laptops_lose_nothing(tmp_path):
    tally = losses(tmp_path, 3)
    assert (tally.wrong, tally.faults, tally.acked > 180) == (0, [], True)


def with_documents(folder):
    """A handout with a name as people give, an own template, and what is no document."""
    for part in ("handouts", "templates"):
        (folder / part).mkdir()
    (folder / "handouts" / "Tài liệu 100% & hỏi đáp #1.pdf").write_bytes(b"%PDF-1.4 x")
    (folder / "templates" / "report.docx").write_bytes(b"own")
    (folder / "templates" / "~$report.docx").write_bytes(b"lock")
    (folder / "handouts" / "video.mp4").touch()
    os.truncate(folder / "handouts" / "video.mp4", attachments.LARGEST + 1)


def found_in(place):
    """The documents that lie in a place, with what is in them."""
    files = (file for part in attachments.FOLDERS for file in (place / part).glob("*"))
    return {file.relative_to(place).as_posix(): file.read_bytes() for file in files}


DOCUMENTS = {"handouts/Tài liệu 100% & hỏi đáp #1.pdf": b"%PDF-1.4 x", "templates/report.docx": b"own"}


def test_handouts_and_templates_go_to_the_second_place_once_per_change(folder, tmp_path, monkeypatch):
    with_documents(folder)
    conference = with_second_place(folder, tmp_path / "stick")
    served(conference)
    place = backup.second_place(conference)
    assert found_in(place) == DOCUMENTS
    kept = place / "templates" / "report.docx"
    before = kept.stat().st_ino
    served(conference)
    assert kept.stat().st_ino == before
    (folder / "templates" / "report.docx").write_bytes(b"own, changed")
    served(conference)
    assert found_in(place) == DOCUMENTS | {"templates/report.docx": b"own, changed"}
    (finding,) = doctor.left_out(conference)
    assert (finding.level, "handouts/video.mp4" in finding.says) == ("warn", True)
    conference.db.close()
    restore.restore(tmp_path / "other", backup.inside(place)[0])
    assert found_in(tmp_path / "other") == found_in(place)


def test_all_documents_together_have_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(attachments, "TOGETHER", 10)
    (tmp_path / "handouts").mkdir()
    for number in range(4):
        (tmp_path / "handouts" / f"{number}.pdf").write_bytes(b"1234")
    taken = [f"handouts/{number}.pdf" for number in range(4)]
    assert attachments.carried(tmp_path) == (taken[:2], taken[2:])


def spare_of(folder, other):
    """A server that has a copy, and a spare enrolled at it."""
    conference = open_conference(folder)
    code = enrolment.invite(conference, Role.SPARE, "Máy dự phòng")
    served(conference)
    conference.db.close()
    house = House(folder).begin()
    puller = Puller(house.address, other)
    puller.enrol(code)
    return house, puller


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_handouts_and_templates_go_to_the_spare_and_are_fetched_again_when_they_change(folder, tmp_path):
    with_documents(folder)
    other, heard = tmp_path / "spare", []
    house, puller = spare_of(folder, other)
    pull_for_ever(puller, heard.append, rounds=1)
    assert found_in(other) == DOCUMENTS
    (folder / "templates" / "report.docx").write_bytes(b"own, changed")
    pull_for_ever(puller, heard.append, rounds=1)
    house.stop()
    assert found_in(other) == DOCUMENTS | {"templates/report.docx": b"own, changed"}
    assert [text for text in heard if "Đã có bản sao" not in text] == []


def with_sound(folder, copies):
    """Two chunks of sound; `copies`: whether the settings carry them away."""
    for n in range(2):
        chunks.save(folder, "0000-0001", n, bytes([n, 0]) * 8, (n + 1) * 2000)
    toml = folder / "conference.toml"
    toml.write_text(toml.read_text("utf-8") + f"\n[recording]\non = true\ncopies = {str(copies).lower()}\n", "utf-8")


def sound_in(folder):
    return {path.name: path.read_bytes() for path in (folder / "sound").rglob("*.pcm")}


@pytest.mark.parametrize("copies", [True, False])
def test_the_sound_goes_to_the_second_place_only_where_the_settings_say_so(folder, tmp_path, copies):
    with_sound(folder, copies)
    conference = with_second_place(folder, tmp_path / "stick")
    done = {}
    for _ in range(2):  # the place is made by the first round
        backup.round_(conference, done)
    place = tmp_path / "stick" / "haiphong-2026"
    assert sound_in(place) == (sound_in(folder) if copies else {})
    chunks.save(folder, "0000-0001", 2, b"\2\0", 6000)
    backup.round_(conference, done)  # nothing else changed
    assert sound_in(place) == (sound_in(folder) if copies else {})
    conference.db.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
@pytest.mark.parametrize("copies", [True, False])
def test_the_sound_goes_to_the_spare_only_where_the_settings_say_so(folder, tmp_path, copies):
    with_sound(folder, copies)
    other, heard = tmp_path / "spare", []
    house, puller = spare_of(folder, other)
    pull_for_ever(puller, heard.append, rounds=1)
    chunks.save(folder, "0000-0001", 2, b"\2\0", 6000)
    pull_for_ever(puller, heard.append, rounds=1)
    house.stop()
    assert sound_in(other) == (sound_in(folder) if copies else {})
    assert [text for text in heard if "Đã có bản sao" not in text] == []


def served(conference):
    """What a server's first rounds leave: links, which are log rows, and copies in both places."""
    enrolment.invite(conference, Role.DESK, "Bàn 1")
    backup.round_(conference, {})


def held(place):
    """The names of the guests in each copy of a place, the newest first."""
    found = []
    for copy in backup.inside(place):
        db = database.reading(copy)
        found.append([row["name"] for row in db.query("select name from guest order by rowid")])
        db.close()
    return found


def test_a_copy_of_any_name_is_gone_on_from_and_later_ones_are_set_aside_in_both_places(folder, tmp_path, fill):
    place = tmp_path / "stick" / "haiphong-2026"
    conference = with_second_place(folder, tmp_path / "stick")
    served(conference)
    named = tmp_path / "ban-sao-USB.db"
    named.write_bytes(backup.newest(folder)[0].read_bytes())
    conference.db.close()
    for name in ("Trần Thị Bình", "Lê Văn Cường"):
        with fill(folder) as write:
            write.guest(name)
            served(write.conference)
    restore.restore(folder, named)
    assert held(folder / backup.FOLDER) == [[]]
    (place / "tu-dat-ten.db").write_bytes(named.read_bytes())  # somebody's own file is left alone
    with fill(folder) as write:
        write.guest("Phạm Thị Dung")
        served(write.conference)
    assert held(folder / backup.FOLDER) == held(place) == [["Phạm Thị Dung"], []]
    assert (len(list(place.glob("before-*/*.db"))), (place / "tu-dat-ten.db").exists()) == (2, True)


def test_a_folder_without_its_database_is_not_begun_anew_beside_its_copies(conference, folder):
    backup.make(conference)
    conference.db.close()
    (folder / "kiosk.db").unlink()
    with pytest.raises(Refusal, match=r"kiosk --conference .* restore"):
        open_conference(folder)
    restore.restore(folder)
    open_conference(folder).db.close()


def test_a_rehearsal_leaves_the_copies_of_the_day_alone(folder, tmp_path):
    conference = with_second_place(folder, tmp_path / "stick")
    served(conference)
    rehearsed = open_conference(rehearsal.begin(folder, str))
    served(rehearsed)
    place = tmp_path / "stick"
    assert sorted(p.name for p in place.iterdir()) == ["haiphong-2026", rehearsed.name]
    assert [backup.belongs(copy, conference.db) for copy in backup.inside(place / "haiphong-2026")] == [True]
    rehearsed.db.close()
    conference.db.close()
    rehearsal.wipe(folder)
    assert [p.name for p in place.iterdir()] == ["haiphong-2026"]


class Answering:
    """A server that answers everything with these bytes and hangs up."""

    def __init__(self, raw):
        self.raw, self.line = raw, socket.create_server(("127.0.0.1", 0))
        Thread(target=self.run, daemon=True).start()

    def run(self):
        with suppress(OSError):
            while True:
                came, _ = self.line.accept()
                came.recv(4096)
                came.sendall(self.raw)
                came.close()

    def told(self, folder, rounds=1):
        heard = []
        with self.line:
            pull_for_ever(Puller(f"http://127.0.0.1:{self.line.getsockname()[1]}", folder), heard.append, rounds)
        return heard


HEAD = b"HTTP/1.1 200 OK\r\nX-Digest: a\r\nX-Number: 5\r\nContent-Length: "
LATER = "Máy chủ tạm thời chưa trả lời; đang thử lại."
DAMAGED = "Dữ liệu nhận từ máy chủ bị hỏng hoặc không phải bản sao; đang thử lại."


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (HEAD + b"100000\r\n\r\n" + b"x" * 500, LATER),
        (b"rubbish\r\n\r\n", LATER),
        (b"", LATER),
        (HEAD + b"x\r\n\r\nhello", DAMAGED),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", DAMAGED),
        (b"HTTP/1.1 200 OK\r\nX-Number: ../../x\r\nContent-Length: 2\r\n\r\nhi", DAMAGED),
        (b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "Máy chủ trả lời 500; đang thử lại."),
    ],
)
def test_a_spare_goes_on_whatever_the_line_and_the_server_do(tmp_path, raw, says):
    assert Answering(raw).told(tmp_path) == [says]


def test_a_spare_speaks_of_taking_over_only_after_two_minutes_of_silence(tmp_path, monkeypatch):
    assert spares.SILENT_SECONDS == 120
    monkeypatch.setattr(spares, "EVERY_SECONDS", 0.01)
    assert Answering(b"").told(tmp_path, rounds=3) == [LATER] * 3
    monkeypatch.setattr(spares, "SILENT_SECONDS", 0.0)
    assert [tmp_path.name in text and "takeover" in text for text in Answering(b"").told(tmp_path)] == [True]
    assert Answering(HEAD + b"2\r\n\r\nhi").told(tmp_path) == [DAMAGED]  # somebody is there


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_a_spare_that_cannot_write_says_so_and_not_that_the_server_is_lost(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(spares, "SILENT_SECONDS", 0.0)
    other, heard = tmp_path / "spare", []
    house, puller = spare_of(folder, other)
    (other / "secret.key").mkdir()  # where nothing can be written
    pull_for_ever(puller, heard.append, rounds=1)
    assert [(text.split(":")[0], "takeover" in text) for text in heard] == [("Máy dự phòng không ghi được", False)]
    (other / "secret.key").rmdir()
    pull_for_ever(puller, heard.append, rounds=1)
    house.stop()
    assert len(backup.copies(other)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_a_trial_takeover_never_becomes_the_record_of_the_day(folder, tmp_path, fill):
    other = tmp_path / "spare"
    with fill(folder) as write:
        write.guest("Nguyễn Văn An")
    conference = open_conference(folder)
    code = enrolment.invite(conference, Role.SPARE, "Máy dự phòng")
    conference.db.close()
    house = House(folder).begin()
    pull = ["--conference", str(other), "spare", house.address, "--rounds", "1"]
    assert CliRunner().invoke(main, [*pull, "--enrol"], input=f"{code}\n").exit_code == 0
    house.stop()

    def trial(again=False):
        take_over(other, "09:30", again=again)
        with fill(other) as write:
            for number in range(20):
                write.guest(f"Thử {number}")
            served(write.conference)

    trial()
    with pytest.raises(Refusal, match=r"09:30.*--again"):
        take_over(other, "14:00")
    trial(again=True)
    assert held(other / backup.FOLDER)[0] == ["Nguyễn Văn An", *(f"Thử {n}" for n in range(20))]
    with fill(folder) as write:
        write.guest("Lê Văn Cường")
        served(write.conference)
    house.begin()
    told = CliRunner().invoke(main, pull)
    house.stop()
    assert "Đã có bản sao" in told.output, told.output
    assert {tuple(names) for names in held(other / backup.FOLDER)} == {
        ("Nguyễn Văn An", "Lê Văn Cường"),
        ("Nguyễn Văn An",),
    }
    take_over(other, "14:00")
    with fill(other) as write:
        assert [row["name"] for row in write.conference.db.query("select name from guest")] == [
            "Nguyễn Văn An",
            "Lê Văn Cường",
        ]


def test_a_laptop_that_serves_pulls_nothing_into_what_it_serves(conference, folder):
    run_file.say(folder, "http://127.0.0.1:8000")
    with pytest.raises(Refusal, match=r"127\.0\.0\.1:8000"):
        pull_for_ever(Puller("http://127.0.0.1:9", folder), print, rounds=1)


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_the_spare_pulls_by_its_own_enrolment_and_takes_over(folder, tmp_path):
    conference = open_conference(folder)
    code = enrolment.invite(conference, Role.SPARE, "Máy dự phòng")
    conference.db.close()
    house, other = House(folder).begin(), tmp_path / "spare"
    command = ["--conference", str(other), "spare", house.address, "--rounds", "1"]
    refused = CliRunner().invoke(main, command)
    assert (refused.exit_code, sorted(p.name for p in (other / "backups").iterdir())) == (1, [])
    pulled = CliRunner().invoke(main, [*command, "--enrol"], input=f"{house.address}/enrol/{code}\n")
    assert pulled.exit_code == 0, pulled.output
    again = CliRunner().invoke(main, command)
    assert again.exit_code == 0, again.output
    before = house.wait()
    house.kill()
    assert [p.name for p in sorted(other.iterdir())] == ["backups", "conference.toml", "secret.key", "spare.json"]
    assert (other / "spare.json").stat().st_mode & 0o077 == 0
    assert take_over(other, "14:00") == backup.copies(other)[0]
    second = House(other).begin()
    after = second.wait()
    assert (after["number"] > before["number"], after["epoch"] != before["epoch"]) == (True, True)
    second.stop()


def test_a_database_that_another_program_holds_stays_where_it_is(folder, monkeypatch):
    """A double of Windows: a scanner for viruses, or a client that copies, has the file open."""
    conference = open_conference(folder)
    copy = backup.make(conference)
    conference.db.close()
    before, replace = (folder / "kiosk.db").read_bytes(), Path.replace

    def refused(old, new):
        if old.name == "kiosk.db":
            raise PermissionError(13, "in use", str(old))
        return replace(old, new)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(Refusal, match=r"kiosk\.db"):
        restore.restore(folder, copy)
    assert (folder / "kiosk.db").read_bytes() == before
    monkeypatch.undo()
    assert restore.restore(folder, copy) == copy
