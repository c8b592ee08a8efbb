"""Questions as the moderator reads them: what is kept between pictures is what is on record."""

from __future__ import annotations

from badges import guests
from kiosk.dialogue.rows import all_questions, question_rows
from kiosk.storage.versions import Versions
from live import questions
from live.queue import Move


def fresh(conference):
    """The rows with nothing kept."""
    db = conference.db
    versions, db.versions = db.versions, Versions()
    try:
        return question_rows(conference)
    finally:
        db.versions = versions


def test_rows_follow_every_change_and_stay_the_same_objects_otherwise(conference, write, drive):
    house, other = write.organisation("Công ty CP Một"), write.organisation("Công ty CP Hai")
    guest, second = write.guest("Nguyễn Văn An", house), write.guest("Trần Thị Bình", other)
    for n in range(3):
        write.question(f"Câu {n}", house if n else other)

    def renamed():
        with drive.at("14:00") as writing:
            guests.put_organisation(
                writing, guests.organisation(writing, house.id).__class__(house.id, "Công ty CP Ba")
            )

    def worded():
        with drive.at("14:00") as writing:
            questions.edit(writing, 2, summary="Viết lại")

    acts = [
        lambda: write.arrive(guest), renamed, worded, lambda: drive.move("14:50", Move.CALL, 1),
        lambda: drive.move("14:51", Move.ABSENT, 1), lambda: drive.move("14:52", Move.MERGE, 3, merge_into=1, reason="trùng"),
        lambda: write.arrive(second), lambda: write.question("Câu mới", house),
    ]  # fmt: skip
    before = question_rows(conference)
    for act in acts:
        act()
        after = question_rows(conference)
        assert after == fresh(conference)
        assert [row for row in after if row in before and not any(row is old for old in before)] == []
        before = after


def test_only_questions_that_changed_are_read_again(conference, write, drive):
    for n in range(5):
        write.question(f"Câu {n}")
    before = all_questions(conference.db)
    with drive.at("14:00") as writing:
        questions.edit(writing, 3, summary="Viết lại")
    after = all_questions(conference.db)
    assert after == questions.every(conference.db)
    assert [new is old for new, old in zip(after, before, strict=True)] == [True, True, False, True, True]
