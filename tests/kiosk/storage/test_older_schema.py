"""A conference begun with the schema before answers had several voices opens, verifies, and goes on."""

import sqlite3

from kiosk.storage import database
from kiosk.storage.schema import migrations
from kiosk.storage.verify import faults
from live import answers, editions, replies
from tests.support.voices import record

AT = "2026-04-24T08:00:00.000Z"
ANSWER = {
    "question": 9, "answerer": "Bà A", "unit": "tdc", "text": "Đã trả lời.", "basis": "Luật", "form": "live",
    "result": "explained", "detail": "", "promised": 1, "due": "2026-05-13", "referred_to": "", "complete": 1, "version": 1,
    "by": "Thư ký", "at": AT,
}  # fmt: skip
REPLY = {"question": 9, "state": "signed", "document": "15/SKHCN", "date": "", "note": "", "at": AT, "by": "Văn phòng"}


def older(path):
    """A file as the earlier version left it."""
    old = database.Db(sqlite3.connect(path, isolation_level=None))
    migrations.apply(old, stop_before="several_voices")
    with old.writing(AT) as writing:
        for table, row in (
            ("answer", ANSWER | {"text": "nháp", "complete": 0}),
            ("answer", ANSWER),
            ("promise", REPLY),
        ):
            old[table].insert(row, pk="question", replace=True)
            writing._log(f"{table}.written", table, row["question"], database.canonical(row))
    old.close()


def test_an_older_file_opens_and_is_what_its_log_says(tmp_path):
    older(tmp_path / database.FILE)
    store = database.connect(tmp_path / database.FILE)
    assert list(faults(store)) == []
    (voice,) = answers.get(store, 9).voices
    assert (voice.id, voice.text, voice.due, voice.called) == ("9", "Đã trả lời.", "2026-05-13", "")
    assert replies.get(store, "9").document == "15/SKHCN"
    assert [one.text for one in editions.every(store, "9")] == ["nháp", "Đã trả lời."]
    with store.writing(AT) as writing:
        assert record(writing, 9, text="sửa").version == 2
    assert list(faults(store)) == []
    store.close()


def test_an_older_file_opens_twice(tmp_path):
    older(tmp_path / database.FILE)
    database.connect(tmp_path / database.FILE).close()
    again = database.connect(tmp_path / database.FILE)
    assert len(answers.every(again)) == 1
    again.close()
