"""Pictures: drawn by the server, numbered, sent whole; the hall first."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from kiosk.arrivals import handovers
from kiosk.web.pictures import CALM_SECONDS, CALM_SHARE, Screens
from kiosk.web.stand import Stand


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


def frames(mine, monkeypatch) -> list[tuple[str, dict]]:
    """What is sent to open pages from now on: room and frame."""
    told: list[tuple[str, dict]] = []
    monkeypatch.setattr(mine.crowd, "tell", lambda room, picture: told.append((room, picture)))
    return told


def sent_rows(mine, told) -> list[dict]:
    """The frames of the desks that are due now, whatever the clock says."""
    told.clear()
    mine._dirty["desk"] = 0.0
    mine.draw_due()
    return [frame for room, frame in told if room.startswith("desk.")]


def test_a_desks_frame_carries_what_changed_and_draws_nothing(app, write, monkeypatch):
    mine = screens(app)
    told, here = frames(mine, monkeypatch), write.guest()
    for sid, role in (("a", "desk"), ("b", "desk"), ("c", "steward")):
        mine.came(sid, "desk", mine.stands["desk"].variant(role, "vi"), "")
    start = mine.first("desk", "vi")
    assert (start["list"], start["before"], "html" in start) == (mine.version("desk"), None, False)
    sent_rows(mine, told)
    monkeypatch.setattr("kiosk.web.pictures.render_template", None)
    write.arrive(here)
    desk, steward = sent_rows(mine, told)
    assert (desk["before"], desk["list"], list(desk["arrivals"]), desk["guests"]) == (
        start["list"],
        mine.version("desk"),
        [here.id],
        [],
    )
    again = write.guest("Trần Thị Bình", phone="0912345678")
    desk, steward = sent_rows(mine, told)
    assert [line["phone"] for line in desk["guests"]] == ["5678"]
    assert [(line["id"], "phone" in line) for line in steward["guests"]] == [(again.id, False)]
    assert desk["before"] < desk["list"] == mine.version("desk")


def test_desks_are_sent_nothing_where_their_list_did_not_change(app, write, monkeypatch):
    mine = screens(app)
    told = frames(mine, monkeypatch)
    mine.came("a", "desk", mine.stands["desk"].variant("desk", "vi"), "")
    write.question()
    sent_rows(mine, told)
    version = mine.version("desk")
    with mine.conference.db.writing(mine.conference.clock.stamp()) as writing:
        writing.put("incident.test", "incident", {"id": "i", "kind": "test", "at": writing.at, "text": ""})
    assert (sent_rows(mine, told), mine.version("desk")) == ([], version)


def test_after_an_import_a_desk_is_only_told_to_ask(app, write, monkeypatch):
    mine = screens(app)
    told = frames(mine, monkeypatch)
    mine.came("a", "desk", mine.stands["desk"].variant("desk", "vi"), "")
    monkeypatch.setattr("kiosk.arrivals.desk_list.MOST_ROWS", 2)
    for n in range(3):
        write.guest(f"Khách {n}")
    (frame,) = sent_rows(mine, told)
    assert (frame["before"], frame["list"], "guests" in frame) == (None, mine.version("desk"), False)


def test_a_frame_that_could_not_be_made_is_made_up_for_by_the_next(app, write, monkeypatch):
    mine = screens(app)
    told, first = frames(mine, monkeypatch), write.guest("Khách Một")
    mine.came("a", "desk", mine.stands["desk"].variant("desk", "vi"), "")
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.arrivals.desk_list._changed", None)
        assert sent_rows(mine, told) == []
    second = write.guest("Khách Hai")
    (frame,) = sent_rows(mine, told)
    assert {line["id"] for line in frame["guests"]} == {first.id, second.id}


def test_a_guest_sent_to_another_desk_rides_in_no_frame(app, write, monkeypatch):
    """Each desk is told of its own only, so that all ask, and each for itself."""
    mine = screens(app)
    told, conference = frames(mine, monkeypatch), mine.conference
    mine.came("a", "desk", mine.stands["desk"].variant("desk", "vi"), "")
    write.guest()
    sent_rows(mine, told)
    with conference.db.writing(conference.clock.stamp()) as writing:
        handovers.hand_over(writing, "sent-1", "", "unknown", "Nguyễn Văn An")
    (frame,) = sent_rows(mine, told)
    assert (frame["before"], frame["list"]) == (None, mine.version("desk"))
