"""A picture as what changed of the one before."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.web import patches
from live.queue import Move

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "", "row 1", "row 2"]), max_size=12).map("\n".join)


@given(TEXTS, TEXTS)
@example("", "")
@example("a", "a\na")
@example("a\nb\na\nb", "a\nb")
@example("a\nb\nc", "c\nb\na")
def test_a_patch_makes_the_new_text_of_the_old(before, after):
    assert patches.apply(before, patches.patch(before, after)) == after


def picture(html):
    return {"stand": "moderator", "html": html, "mark": patches.mark(html), "number": 1}


def test_short_pictures_first_ones_and_wholly_new_ones_go_whole():
    long, other = ("\n".join(f"{word} {n}" for n in range(2000)) for word in ("row", "other"))
    assert patches.frame(picture("a"), picture("b")) == picture("b")
    assert patches.frame(None, picture(long)) == picture(long)
    assert patches.frame(picture(other), picture(long)) == picture(long)
    changed = picture(long.replace("row 77\n", "row seventy-seven\n"))
    sent = patches.frame(picture(long), changed)
    assert ("html" in sent, sent["base"], sent["mark"]) == (False, patches.mark(long), changed["mark"])
    assert patches.apply(long, sent["patch"]) == changed["html"]


@pytest.fixture
def big(app, write):
    """A dialogue of four hundred questions, the moderator's page open, and what is sent to it."""
    houses = [write.organisation(f"Công ty TNHH số {n}") for n in range(100)]
    for n in range(400):
        write.question(f"Kiến nghị số {n}. {'Đề nghị tháo gỡ vướng mắc về thủ tục đất đai. ' * 6}", houses[n % 100])
    screens, told = app.extensions["screens"], []
    screens.crowd.tell = lambda room, frame: told.append(frame) if room.startswith("moderator") else None
    screens.came("sid", "moderator", "vi", "")

    def sent():
        told.clear()
        screens._dirty["moderator"] = 0.0
        screens.draw_due()
        return told[-1]

    return screens, sent


def still(html):
    """A picture without the moment from which its clock counts."""
    return re.sub(r'data-since="\d+"', "", html)


def size(frame):
    """Characters that a frame's picture takes on the line."""
    return len(frame.get("html", "")) + sum(
        len(part) if isinstance(part, str) else 12 for part in frame.get("patch", ())
    )


@pytest.mark.parametrize("move", [Move.NEXT, Move.ORDER])
def test_a_move_among_four_hundred_questions_sends_ten_kilobytes_at_most(big, drive, move):
    screens, sent = big
    drive.move("14:50", Move.CALL, 1)
    drive.move("14:54", Move.NEXT, 2)
    whole = sent()
    assert size(whole) > 300_000
    facts = {"before": 5} if move is Move.ORDER else {}
    drive.move("14:58", move, 390 if move is Move.ORDER else 3, **facts)
    after = sent()
    assert size(after) <= 10_000
    assert after["base"] == whole["mark"]
    assert patches.apply(whole["html"], after["patch"]) == screens._last["moderator", "vi"]["html"]


def test_a_page_that_asks_gets_the_text_on_which_the_next_patch_stands(big, drive):
    screens, sent = big
    whole = sent()
    assert screens.picture("moderator", "vi")["mark"] == whole["mark"]
    drive.move("14:50", Move.CALL, 1)
    drive.move("14:51", Move.NEXT, 2)
    last = sent()
    assert screens.picture("moderator", "vi")["mark"] == last["mark"]
    drive.move("14:52", Move.ORDER, 390, before=3)
    assert screens.picture("moderator", "vi")["mark"] != last["mark"], "a change that was not sent yet is drawn"


def test_a_stand_that_nobody_looks_at_keeps_no_old_picture(big, drive):
    screens, sent = big
    sent()
    screens.left("sid")
    screens._dirty["moderator"] = 0.0
    screens.draw_due()
    assert ("moderator", "vi") not in screens._last


def test_what_was_kept_of_a_picture_is_what_is_drawn_anew(big, drive, app):
    screens, _sent = big
    drive.move("14:50", Move.CALL, 1)
    for number in (2, 3):
        drive.move("14:51", Move.NEXT, number)
        kept = still(screens._draw("moderator", "vi")["html"])
        app.jinja_env.globals["kept"]._drawn.clear()
        screens.conference.db.versions.begin(screens.conference.db.seq)
        assert still(screens._draw("moderator", "vi")["html"]) == kept
