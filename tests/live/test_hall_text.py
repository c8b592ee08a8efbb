"""Long questions in pages: the request first, no word left out, no page longer than the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.hall_text import ELLIPSIS, pages, request_first

LONG = (
    "Công ty có 11 cửa hàng với 46 cột đo xăng dầu. Vào thời gian cao điểm phải chờ trên 20 ngày. "
    "Đề nghị Sở công bố danh sách tổ chức được chỉ định. Nhiều cột hết hiệu lực phải dừng bán. Kính mong Sở hướng dẫn."
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (LONG, ["Đề nghị Sở công bố danh sách tổ chức được chỉ định.", "Kính mong Sở hướng dẫn."]),
        ("Lý do dài. Đề nghị:\n1. Giảm phí;\n2. Rút ngắn thời gian.\nXin cảm ơn.", ["Đề nghị:", "1. Giảm phí;", "2. Rút ngắn thời gian."]),
        ("Không có gì.\nChỉ là lời chào.", ["Không có gì.", "Chỉ là lời chào."]),
    ],
)  # fmt: skip
def test_what_is_asked_for_comes_first(text, first):
    assert request_first(text)[: len(first)] == first


def test_what_fits_is_one_page_as_it_was_written():
    assert pages(LONG, 1000) == [LONG]


def test_the_first_page_of_a_long_question_is_the_request():
    found = pages(LONG, 90)
    assert found[0] == "Đề nghị Sở công bố danh sách tổ chức được chỉ định. Kính mong Sở hướng dẫn."
    assert all(len(page) <= 90 for page in found)


word = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=15)
said = st.lists(st.tuples(word, st.sampled_from([" ", ". ", "; ", "\n", "? ", " đề nghị "])), max_size=80).map(
    lambda parts: "".join(text + end for text, end in parts)
)


@given(said, st.integers(20, 200))
def test_every_word_stands_on_a_page_and_no_page_is_too_long(text, room):
    found = pages(text, room)
    assert sorted(" ".join(found).replace(ELLIPSIS, "").split()) == sorted(text.replace(ELLIPSIS, "").split())
    assert all(len(page) <= room for page in found)
