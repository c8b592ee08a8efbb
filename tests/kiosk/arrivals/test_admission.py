"""The rule of the door, played from the table of cases that the desk's own copy plays too."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from badges import codes, guests
from badges.refusal import Refusal
from kiosk.arrivals import admission, corrections, heads, leaving
from kiosk.arrivals.admission import Coming, Entry
from kiosk.arrivals.arrival_rows import Outcome
from kiosk.storage.verify import faults

TABLE = json.loads(Path(__file__).with_name("admission.json").read_text(encoding="utf-8"))
CODES = {guest["key"]: guest["code"] for guest in TABLE["guests"]} | {
    f"{guest['key']}.old": guest["old"] for guest in TABLE["guests"] if "old" in guest
}
AT = "2026-04-24T06:52:{:02d}.000Z"


def seat_everyone(write: Any) -> None:
    """Put the guests of the table on the list, under their codes."""
    for facts in TABLE["guests"]:
        others = {key: value for key, value in facts.items() if key not in ("key", "name", "code", "old")}
        guest = write.guest(facts["name"], **others)
        with write.writing() as writing:
            old = codes.digest(facts["old"]) if "old" in facts else ""
            row = guests.to_row(replace(guest, code_digest=codes.digest(facts["code"]), old_digests=old))
            writing.drop("guest.dropped", "guest", guest.id)
            writing.put("guest.written", "guest", row | {"id": facts["key"]})


def play(write: Any, number: int, step: dict[str, Any]) -> tuple[str, str | None]:
    """Do one step: the outcome and the guest."""
    at, name = AT.format(number), str(number)
    with write.writing() as writing:
        if "undo" in step:
            answer = corrections.undo(writing, name, str(step["undo"]), "nhầm", at)
        elif "leave" in step:
            answer = leaving.leave(writing, name, step["leave"], at)
        elif "guest" in step:
            entry = Entry(
                name, "search", at, Coming(name=step.get("came_name", ""), in_person=step.get("in_person", False))
            )
            answer = admission.admit_known(writing, entry, step["guest"])
        else:
            text = step["scan"]
            for key, code in CODES.items():
                text = text.replace("{" + key + "}", code)
            answer = admission.admit_digest(writing, Entry(name, "wedge", at), codes.digest_in(text))
    return answer["outcome"], answer["guest"]


@pytest.mark.parametrize("story", TABLE["stories"], ids=lambda story: story["why"])
def test_the_door(conference: Any, write: Any, story: dict[str, Any]) -> None:
    seat_everyone(write)
    for number, step in enumerate(story["steps"], start=1):
        outcome, guest = play(write, number, step)
        come = admission.of(conference.db, guest) if guest else None
        assert (number, outcome, come.scan if come else None) == (
            number,
            step["outcome"],
            str(step["first"]) if step["first"] else None,
        )
        if "here" in step:
            assert (number, bool(come) and not come.away) == (number, step["here"])
        if "came" in step:
            assert come is not None
            assert (f"{come.came_honorific} {come.came_name}".strip(), come.substitute) == (
                step["came"],
                step["came"] != "",
            )
    assert list(faults(conference.db)) == []


@pytest.mark.parametrize("case", TABLE["late"], ids=lambda case: case["why"])
def test_a_late_report(case: dict[str, Any]) -> None:
    kept = admission.settle(Outcome(case["outcome"]), case["told"], by_scan=case["by_scan"])
    assert kept == (Outcome(case["kept"]), case["double"])


def test_every_scan_is_in_the_log_refused_ones_too(conference: Any, write: Any) -> None:
    seat_everyone(write)
    texts = ["{an}", "{an}", "{chi}", "xyz", "27182818284590452353602874713526624977513"]
    for number, text in enumerate(texts, start=1):
        play(write, number, {"scan": text})
    assert [row["outcome"] for row in conference.db.query("select outcome from scan order by rowid")] == [
        "welcome", "already_in", "cancelled", "unreadable", "unknown",
    ]  # fmt: skip


LATER = "2026-04-24T07:30:00.000Z"


def test_journals_of_two_desks_in_any_order_leave_the_first_in_and_note_nothing(conference: Any, write: Any) -> None:
    """A server put back from a backup hears that a guest was already in before it hears who let him in."""
    seat_everyone(write)
    digest = codes.digest(CODES["an"])
    with conference.db.writing(LATER) as writing:
        admission.admit_digest(writing, Entry("later", "wedge", AT.format(20), told="already_in"), digest)
    with conference.db.writing(LATER) as writing:
        admission.admit_digest(writing, Entry("first", "wedge", AT.format(10), told="welcome"), digest)
    come = admission.of(conference.db, "an")
    assert come is not None
    assert (come.scan, come.at) == ("first", AT.format(10))
    assert list(conference.db.query("select * from double_entry")) == []


def test_two_desks_apart_both_stay_in_and_undoing_one_leaves_the_other(conference: Any, write: Any) -> None:
    seat_everyone(write)
    for name in ("one", "two"):
        with write.writing() as writing:
            admission.admit_digest(
                writing, Entry(name, "wedge", AT.format(1), told="welcome"), codes.digest_in(CODES["an"])
            )
    rows = [(row["first"], row["second"]) for row in conference.db.query("select * from double_entry")]
    assert rows == [("one", "two")]
    with write.writing() as writing:
        corrections.undo(writing, "undo", "one", "nhầm người", AT.format(2))
    assert [row["scan"] for row in conference.db.query("select scan from arrival")] == ["two"]
    assert list(faults(conference.db)) == []


def test_taking_back_a_second_look_at_a_card_leaves_the_arrival_as_it_is(conference: Any, write: Any) -> None:
    seat_everyone(write)
    digest = codes.digest_in(CODES["an"])
    with write.writing() as writing:
        admission.admit_digest(writing, Entry("one", "wedge", AT.format(1), coming=Coming(party=2)), digest)
    before = admission.of(conference.db, "an")
    with write.writing() as writing:
        assert admission.admit_digest(writing, Entry("look", "wedge", AT.format(2)), digest)["outcome"] == "already_in"
        corrections.undo(writing, "undo", "look", "nhầm thẻ", AT.format(3))
    assert admission.of(conference.db, "an") == before
    assert list(conference.db.query("select 1 from event where kind = 'arrival.undone'")) == []


def test_the_rule_of_the_door_in_all_its_cases() -> None:
    for n in range(64):
        sound, known, cancelled, replaced, already_in, away = (bool(n >> bit & 1) for bit in range(6))
        facts = {
            "sound": sound,
            "known": known,
            "cancelled": cancelled,
            "replaced": replaced,
            "already_in": already_in,
            "away": away,
        }
        order = [
            (not sound, Outcome.UNREADABLE), (not known, Outcome.UNKNOWN), (cancelled, Outcome.CANCELLED), (replaced, Outcome.REPLACED),
            (not already_in, Outcome.WELCOME), (away, Outcome.RETURNED), (True, Outcome.ALREADY_IN),
        ]  # fmt: skip
        assert admission.judge(**facts) == next(outcome for holds, outcome in order if holds), facts


HEARD = "2026-04-24T07:00:00.000Z"


@pytest.mark.parametrize(
    ("told", "shown", "counts"),
    [
        ("", "2026-04-24T06:40:00.000Z", HEARD),
        ("", "2026-04-24T07:20:00.000Z", HEARD),
        ("welcome", "2026-04-24T06:40:00.000Z", "2026-04-24T06:40:00.000Z"),
        ("welcome", "2026-04-24T07:20:00.000Z", HEARD),
    ],
    ids=["the server's, of a slow clock", "the server's, of a fast one", "the desk's, cut off", "never a later one"],
)
def test_the_hour_of_an_arrival(conference: Any, write: Any, told: str, shown: str, counts: str) -> None:
    seat_everyone(write)
    with conference.db.writing(HEARD) as writing:
        answer = admission.admit_digest(writing, Entry("1", "wedge", shown, told=told), codes.digest(CODES["an"]))
    come = admission.of(conference.db, "an")
    assert come is not None
    assert (come.at, answer["first"]["at"]) == (counts, counts)
    assert [(row["at"], row["received"]) for row in conference.db.query("select at, received from scan")] == [
        (shown, HEARD)
    ]


def test_the_counts_of_a_block_leave_out_cancelled_cards(conference: Any, write: Any) -> None:
    house = write.organisation("Cảng A")
    for name, facts in {"An": {}, "Bình": {}, "Chi": {"cancelled": AT.format(1)}, "Dũng": {"block": "city"}}.items():
        write.guest(name, house, **facts)
    come = next(guest for guest in guests.every(conference.db) if guest.name == "An")
    write.arrive(come, party=3)
    assert heads.counts(conference.db) == {"business": (2, 1), "city": (1, 0)}


def test_a_business_is_present_by_its_first_arrival_and_by_who_really_came(conference: Any, write: Any) -> None:
    steel, port = write.organisation("Thép B"), write.organisation("Cảng A")
    write.arrive(write.guest("Lê Sau", steel, seat="B2"), 20)
    write.arrive(write.guest("Trần Trước", steel, honorific="Bà", seat="B1"), 5)
    write.arrive(
        write.guest("Vũ Vắng", port, rsvp="substitute", substitute="Đỗ Thay", substitute_honorific="Ông", seat="A1"), 7
    )
    present = heads.presence(conference.db)
    assert {house: (here.name, here.substitute, here.seat) for house, here in present.items()} == {
        steel.id: ("Bà Trần Trước", False, "B1"),
        port.id: ("Ông Đỗ Thay", True, "A1"),
    }


def test_more_people_than_the_card_is_good_for_need_a_reason_and_so_does_taking_back(write: Any) -> None:
    guest = write.guest("An", seats=2)
    with pytest.raises(Refusal):
        corrections.check_party(guest, Coming(party=3, reason=" "))
    corrections.check_party(guest, Coming(party=2))
    corrections.check_party(guest, Coming(party=3, reason="phiên dịch"))
    write.arrive(guest)
    with write.writing() as writing, pytest.raises(Refusal, match="Write the reason"):
        corrections.undo(writing, "u", "any", " ", AT.format(2))
