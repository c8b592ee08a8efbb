"""The rules of the queue: every move from every place, as a table; and what moving about does to the order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges.refusal import Refusal
from live.queue import RULES, Change, Entry, Move, Place, decide, on_floor, waiting

# What each move makes of a question that stands at each place; a dot: it is refused.
TABLE = """
            received   waiting    floor      answered  before    writing    forwarded  out        merged    withdrawn
accept      waiting    .          .          .         .         .          .          .          .         .
call        .          floor      .          .         .         floor      .          .          .         .
answered    .          .          answered   .         .         .          .          .          .         .
put_back    .          .          waiting    .         .         .          .          .          .         .
later       .          waiting    waiting    .         .         .          .          .          .         .
absent      .          waiting    waiting    .         .         .          .          .          .         .
writing     writing    writing    writing    .         .         .          .          .          .         .
before      before     before     .          .         .         .          .          .          .         .
forward     forwarded  forwarded  forwarded  .         .         forwarded  .          forwarded  .         .
out         out        out        out        .         .         out        .          .          .         .
merge       merged     merged     .          .         .         merged     .          .          .         .
withdraw    withdrawn  withdrawn  withdrawn  .         .         withdrawn  .          .          .         .
reopen      .          .          .          waiting   waiting   waiting    waiting    waiting    waiting   waiting
order       .          waiting    .          .         .         .          .          .          .         .
"""
HEAD, *LINES = [line.split() for line in TABLE.split("\n") if line.strip()]
CASES = [(Move(move), Place(place), to) for move, *cells in LINES for place, to in zip(HEAD, cells, strict=True)]


def test_the_table_names_every_move_and_every_place() -> None:
    assert {Place(place) for place in HEAD} == set(Place)
    assert {move for move, _, _ in CASES} == set(Move) - {Move.NEXT} == set(RULES)


@pytest.mark.parametrize(("move", "place", "to"), CASES)
def test_every_move_from_every_place(move: Move, place: Place, to: str) -> None:
    if to == ".":
        with pytest.raises(Refusal):
            decide([Entry(7, place, 3.0)], move, 7)
    else:
        (change,) = decide([Entry(7, place, 3.0)], move, 7)
        assert (change.move, change.before, change.after.place) == (move, Entry(7, place, 3.0), Place(to))


def test_next_closes_the_floor_and_calls_the_first_that_waits() -> None:
    queue = [Entry(1, Place.FLOOR, 1.0), Entry(2, Place.WAITING, 5.0), Entry(3, Place.WAITING, 2.0)]
    assert decide(queue, Move.NEXT, None) == [
        Change(Move.ANSWERED, Entry(1, Place.FLOOR, 1.0), Entry(1, Place.ANSWERED, 1.0)),
        Change(Move.CALL, Entry(3, Place.WAITING, 2.0), Entry(3, Place.FLOOR, 2.0)),
    ]


def test_next_may_name_the_one_it_calls() -> None:
    queue = [Entry(1, Place.FLOOR, 1.0), Entry(2, Place.WAITING, 5.0), Entry(3, Place.WAITING, 2.0)]
    assert [change.after for change in decide(queue, Move.NEXT, 2)] == [
        Entry(1, Place.ANSWERED, 1.0),
        Entry(2, Place.FLOOR, 5.0),
    ]


def test_next_with_nobody_waiting_only_closes() -> None:
    assert [change.move for change in decide([Entry(1, Place.FLOOR, 1.0)], Move.NEXT, None)] == [Move.ANSWERED]


def test_next_with_nothing_at_all_is_refused() -> None:
    with pytest.raises(Refusal, match="No question is waiting"):
        decide([Entry(1, Place.ANSWERED, 1.0)], Move.NEXT, None)


def test_next_that_names_one_that_is_gone_closes_nothing() -> None:
    with pytest.raises(Refusal, match="withdrawn"):
        decide([Entry(1, Place.FLOOR, 1.0), Entry(2, Place.WITHDRAWN, 2.0)], Move.NEXT, 2)


def test_nobody_is_called_while_another_has_the_floor() -> None:
    with pytest.raises(Refusal, match="Question 1 is on the floor"):
        decide([Entry(1, Place.FLOOR, 1.0), Entry(2, Place.WAITING, 2.0)], Move.CALL, 2)


def test_a_question_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refusal, match="no question 9"):
        decide([], Move.CALL, 9)
    with pytest.raises(Refusal, match="no question"):
        decide([], Move.CALL, None)


def apply(entries: list[Entry], move: Move, number: int | None, before: int | None = None) -> list[Entry]:
    """The queue after a move."""
    queue = {entry.number: entry for entry in entries}
    return list((queue | {c.after.number: c.after for c in decide(entries, move, number, before)}).values())


def line(entries: list[Entry]) -> list[int]:
    """The numbers of those that wait, in order."""
    return [entry.number for entry in waiting(entries)]


FIVE = [Entry(n, Place.WAITING, float(n)) for n in range(1, 6)]


def test_put_back_stands_where_it_stood_and_later_at_the_end() -> None:
    called = apply(FIVE, Move.CALL, 2)
    assert line(called) == [1, 3, 4, 5]
    assert line(apply(called, Move.PUT_BACK, 2)) == [1, 2, 3, 4, 5]
    assert line(apply(called, Move.LATER, 2)) == [1, 3, 4, 5, 2]
    assert line(apply(called, Move.ABSENT, 2)) == [1, 3, 4, 5, 2]


def test_reopened_ones_stand_at_the_end() -> None:
    assert line(apply(apply(FIVE, Move.WRITING, 1), Move.REOPEN, 1)) == [2, 3, 4, 5, 1]


def test_moved_before_another_and_to_the_end() -> None:
    assert line(apply(FIVE, Move.ORDER, 5, before=1)) == [5, 1, 2, 3, 4]
    assert line(apply(FIVE, Move.ORDER, 1, before=4)) == [2, 3, 1, 4, 5]
    assert line(apply(FIVE, Move.ORDER, 2)) == [1, 3, 4, 5, 2]


def test_moved_before_one_that_no_longer_waits_is_refused() -> None:
    with pytest.raises(Refusal, match="Question 3 is not waiting any more"):
        decide(apply(FIVE, Move.CALL, 3), Move.ORDER, 1, before=3)


@given(st.lists(st.tuples(st.integers(1, 5), st.none() | st.integers(1, 5)), max_size=200))
def test_the_order_is_that_of_a_list_however_often_it_is_changed(moves: list[tuple[int, int | None]]) -> None:
    entries, plain = FIVE, [1, 2, 3, 4, 5]
    for number, before in moves:
        if number == before:
            continue
        entries = apply(entries, Move.ORDER, number, before)
        plain.remove(number)
        plain.insert(plain.index(before) if before else len(plain), number)
        assert line(entries) == plain


def test_the_room_between_two_neighbours_never_ends() -> None:
    entries = FIVE
    for n in range(300):
        entries = apply(entries, Move.ORDER, (3, 4)[n % 2], before=2)
        assert line(entries) == [1, (4, 3)[n % 2], (3, 4)[n % 2], 2, 5] if n else [1, 3, 2, 4, 5]


MOVES = st.tuples(st.sampled_from(list(Move)), st.none() | st.integers(1, 6), st.none() | st.integers(1, 6))


@given(st.lists(MOVES, max_size=60))
def test_whatever_is_tried_one_at_most_has_the_floor_and_none_is_lost(moves: list) -> None:
    entries = [*FIVE, Entry(6, Place.RECEIVED, 6.0)]
    for move, number, before in moves:
        try:
            entries = apply(entries, move, number, before)
        except Refusal:
            continue
        assert sum(entry.place is Place.FLOOR for entry in entries) <= 1
        assert on_floor(entries) in [None, *entries]
        assert sorted(entry.number for entry in entries) == [1, 2, 3, 4, 5, 6]


def test_two_at_one_position_stand_by_their_numbers() -> None:
    entries = [Entry(5, Place.WAITING, 1.0), Entry(3, Place.WAITING, 1.0), Entry(4, Place.WAITING, 0.5)]
    assert [entry.number for entry in waiting(entries)] == [4, 3, 5]
