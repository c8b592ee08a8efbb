"""Copies of one petition are one family, and no pairs of each with each."""

from live import duplicates
from live.questions import Question


def asked(number: int, text: str) -> Question:
    return Question(number, "", text)


def test_thirty_equal_petitions_are_one_family() -> None:
    copies = [asked(n, "Đề nghị rút ngắn thời gian kiểm định phương tiện đo cho hội viên.") for n in range(1, 31)]
    other = asked(31, "Xin hướng dẫn ghi nhãn hàng hóa xuất khẩu sang thị trường mới.")
    families, pairs = duplicates.families(duplicates.proposals([*copies, other]))
    assert [[one.number for one in family] for family in families] == [list(range(1, 31))]
    assert pairs == []


def test_two_copies_stay_a_pair() -> None:
    text = "Đề nghị công khai phí kiểm định cân ô tô."
    families, pairs = duplicates.families(duplicates.proposals([asked(1, text), asked(2, text)]))
    assert families == []
    assert [(pair.first.number, pair.second.number) for pair in pairs] == [(1, 2)]
