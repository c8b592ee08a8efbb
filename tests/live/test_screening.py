"""Merging: chains, taking apart, and what the moderator's undo leaves alone."""

import pytest

from badges.refusal import Refusal, Stale
from kiosk.storage import database
from live import duplicates, questions, screening, undo
from live.questions import Question
from live.queue import Move, Place

AT = "2026-04-24T08:00:00.000Z"


class Dialogue:
    """A queue of questions in memory, moved in short sentences."""

    def __init__(self, count: int) -> None:
        self.db = database.memory()
        self.n = 0
        for n in range(count):
            with self.db.writing(AT) as writing:
                questions.add(writing, Question(0, f"o{n}", f"câu {n}", place=Place.WAITING))

    def turn(self, move: Move, number: int | None, **facts) -> None:
        self.n += 1
        with self.db.writing(AT, op=f"op{self.n}") as writing:
            questions.turn(writing, f"op{self.n}", move, number, **facts)

    def undo(self) -> None:
        self.n += 1
        with self.db.writing(AT, op=f"op{self.n}") as writing:
            undo.take_back_last(writing, f"op{self.n}")

    def screen(self, move: Move, number: int, **facts) -> None:
        self.n += 1
        with self.db.writing(AT, op=f"op{self.n}") as writing:
            screening.screen(writing, move, number, **facts)

    def into(self) -> dict[int, int | None]:
        return {q.number: q.merged_into for q in questions.every(self.db)}

    def places(self) -> list[str]:
        return [str(q.place) for q in questions.every(self.db)]


@pytest.fixture(params=["turn", "screen"])
def merge(request):
    """Merge as the moderator does it and as the office does it."""
    return lambda dialogue, number, into: getattr(dialogue, request.param)(Move.MERGE, number, merge_into=into)


@pytest.fixture(params=["turn", "screen"])
def reopen(request):
    return lambda dialogue, number: getattr(dialogue, request.param)(Move.REOPEN, number)


def test_who_is_merged_into_a_merged_one_stands_with_the_one_that_carries_it(merge):
    dialogue = Dialogue(3)
    merge(dialogue, 2, 3)
    merge(dialogue, 1, 2)
    assert dialogue.into() == {1: 3, 2: 3, 3: None}


def test_those_merged_into_one_go_along_when_it_is_merged_itself(merge):
    dialogue = Dialogue(4)
    merge(dialogue, 1, 2)
    merge(dialogue, 4, 2)
    merge(dialogue, 2, 3)
    assert dialogue.into() == {1: 3, 2: 3, 3: None, 4: 3}


def test_they_come_back_with_it_and_others_stay(merge, reopen):
    dialogue = Dialogue(4)
    merge(dialogue, 1, 2)
    merge(dialogue, 4, 3)
    merge(dialogue, 2, 3)
    reopen(dialogue, 2)
    assert dialogue.into() == {1: 2, 2: None, 3: None, 4: 3}


def test_one_that_was_taken_out_meanwhile_is_not_dragged_back(merge, reopen):
    dialogue = Dialogue(3)
    merge(dialogue, 1, 2)
    merge(dialogue, 2, 3)
    reopen(dialogue, 1)
    reopen(dialogue, 2)
    assert dialogue.into() == {1: None, 2: None, 3: None}


@pytest.mark.parametrize("into", [1, 2, 9, None])
def test_no_question_is_merged_into_itself_or_into_nothing(merge, into):
    dialogue = Dialogue(2)
    merge(dialogue, 2, 1)
    with pytest.raises(Refusal):
        merge(dialogue, 1, into)
    assert dialogue.into() == {1: None, 2: 1}


def test_who_carries_others_is_not_withdrawn(merge):
    dialogue = Dialogue(2)
    merge(dialogue, 2, 1)
    with pytest.raises(Refusal, match="carries 2"):
        dialogue.turn(Move.WITHDRAW, 1, reason="rút")


def test_undo_of_a_merge_undoes_all_of_it():
    dialogue = Dialogue(3)
    dialogue.turn(Move.MERGE, 1, merge_into=2)
    dialogue.turn(Move.MERGE, 2, merge_into=3)
    dialogue.undo()
    assert dialogue.into() == {1: 2, 2: None, 3: None}
    dialogue.undo()
    assert dialogue.into() == {1: None, 2: None, 3: None}


def test_taking_a_screening_back_leads_where_the_question_was():
    dialogue = Dialogue(2)
    with dialogue.db.writing(AT) as writing:
        questions.add(writing, Question(0, "o", "mới"))
    dialogue.screen(Move.OUT, 3, reason="tư pháp")
    dialogue.screen(Move.REOPEN, 3)
    assert dialogue.places() == ["waiting", "waiting", "received"]


def test_the_moderator_does_not_undo_what_the_office_did():
    dialogue = Dialogue(3)
    dialogue.turn(Move.LATER, 1)
    dialogue.screen(Move.OUT, 1, reason="ngoài phạm vi")
    with pytest.raises(Stale):
        dialogue.undo()
    assert dialogue.places()[0] == "out"


def test_the_moderator_undoes_his_own_after_the_office_did_something_else():
    dialogue = Dialogue(3)
    dialogue.turn(Move.CALL, 1)
    dialogue.screen(Move.OUT, 2, reason="ngoài phạm vi")
    dialogue.undo()
    assert dialogue.places() == ["waiting", "out", "waiting"]


def test_the_office_leaves_the_floor_alone():
    dialogue = Dialogue(1)
    dialogue.turn(Move.CALL, 1)
    with pytest.raises(Refusal, match="floor"):
        dialogue.screen(Move.WITHDRAW, 1, reason="rút")


def test_many_are_accepted_at_once_and_the_others_left():
    dialogue = Dialogue(1)
    with dialogue.db.writing(AT) as writing:
        for n in range(2):
            questions.add(writing, Question(0, "o", f"mới {n}"))
        assert screening.accept(writing, [1, 2, 3]) == [2, 3]
    assert dialogue.places() == ["waiting"] * 3


def test_history_says_what_changed():
    dialogue = Dialogue(1)
    with dialogue.db.writing(AT, device="d1") as writing:
        questions.edit(writing, 1, summary="Tóm tắt", unit="tdc")
    dialogue.screen(Move.OUT, 1, reason="tư pháp", refer_to="Tòa án")
    received, edited, out = screening.history(dialogue.db, 1)
    assert received.changes == ()
    assert (edited.device, edited.changes) == ("d1", (("summary", "", "Tóm tắt"), ("unit", "", "tdc")))
    assert [name for name, *_ in out.changes] == ["place", "reason", "referred_to"]


def test_units_to_invite_are_listed_with_the_numbers():
    asked = [
        Question(1, "o", "?", unit="finance", co_units=("industry",)), Question(2, "o", "?", unit="finance"),
        Question(3, "o", "?", unit="industry", place=Place.OUT), Question(4, "o", "?", unit="tdc"),
    ]  # fmt: skip
    assert screening.raised_with(asked, ["finance", "industry", "health"]) == {"finance": [1, 2], "industry": [1]}


COPIES = "Đề nghị thành phố hỗ trợ kinh phí chứng nhận ISO, HACCP cho doanh nghiệp nhỏ và vừa."
OTHER = "Kiểm định cân phân tích vàng thực hiện ở đâu?"


def test_copies_are_proposed_and_different_matters_are_not():
    asked = [Question(1, "a", COPIES), Question(2, "b", OTHER), Question(3, "c", "Kính " + COPIES.upper())]
    (pair,) = duplicates.proposals(asked)
    assert (pair.first.number, pair.second.number, pair.score > 90) == (1, 3, True)


def test_the_same_matter_in_other_words_is_proposed():
    asked = [
        Question(1, "a", "Thủ tục truy xuất nguồn gốc cho vải thiều bằng mã QR thế nào?"),
        Question(2, "b", "Siêu thị đòi mã QR truy xuất nguồn gốc, hợp tác xã chúng tôi phải làm gì?"),
        Question(3, "c", OTHER), Question(4, "d", "Cột đo xăng dầu hỏng bo mạch thì kiểm định lại ra sao?"),
    ]  # fmt: skip
    assert [(p.first.number, p.second.number) for p in duplicates.proposals(asked)] == [(1, 2)]


def test_pairs_kept_apart_and_closed_questions_are_not_proposed():
    asked = [Question(1, "a", COPIES), Question(2, "b", COPIES), Question(3, "c", COPIES, place=Place.ANSWERED)]
    store = database.memory()
    with store.writing(AT) as writing:
        duplicates.keep_apart(writing, 2, 1)
    assert duplicates.proposals(asked, duplicates.apart(store)) == []


def test_nothing_is_like_nothing():
    assert duplicates.proposals([Question(1, "a", "…"), Question(2, "b", "")]) == []
