"""Pictures: drawn by the server, numbered, sent whole; the hall first."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from kiosk.web.pictures import CALM_SECONDS, CALM_SHARE, Screens, Stand


def screens(app) -> Screens:
    return app.extensions["screens"]


def test_a_pictures_number_rises_with_every_change(app, write):
    before = screens(app).picture("hall", "vi")["number"]
    write.question()
    assert screens(app).picture("hall", "vi")["number"] > before


def test_the_hall_is_drawn_first_and_phones_last(app, write):
    write.question()
    drawn = screens(app).draw_due()
    assert (drawn[0], drawn[-1]) == ("hall", "phone")


def test_the_door_is_drawn_calmly_and_the_dialogue_at_once(app, write):
    screens(app).draw_due()
    write.guest()
    assert "office" not in screens(app).draw_due()
    write.question()
    assert "office" in screens(app).draw_due()


def test_a_picture_that_takes_long_is_drawn_so_much_less_often(app, write, monkeypatch):
    """A list of many thousands must not keep the desks waiting: counts of the door take a tenth of the time at most."""
    now, mine = [1000.0], screens(app)
    monkeypatch.setattr(
        "kiosk.web.pictures.time", SimpleNamespace(monotonic=lambda: now[0], sleep=lambda seconds: None)
    )
    quick = mine.stands["office/door"]

    def slow(conference):
        now[0] += 2.0
        return quick.facts(conference)

    mine.add(replace(quick, facts=slow))
    mine.came("sid", "office/door", "vi", "")
    waited = []
    for _ in range(2):
        write.guest()
        asked = now[0]
        while "office/door" not in mine.draw_due():
            now[0] += 0.25
        waited.append(now[0] - 2.0 - asked)
    assert waited == [CALM_SECONDS, 2.0 * CALM_SHARE]


def test_a_stand_that_cannot_be_drawn_does_not_still_the_others(app, write, caplog):
    def broken(conference):
        raise ZeroDivisionError

    mine = screens(app)
    mine.add(Stand("broken", frozenset(), broken, frozenset({"question"}), order=-1))
    mine.came("sid", "broken", "vi", "")
    write.question()
    assert {"broken", "hall"} <= set(mine.draw_due())
    assert "picture of broken" in caplog.text


def test_every_picture_is_drawn_in_both_languages(app):
    mine = screens(app)
    for name in mine.stands:
        assert mine.picture(name, "vi")["html"] and mine.picture(name, "en")["html"], name
