"""A field is cut to size before anything is done with it, and normalising takes time in proportion to the text."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest

from badges import vietnamese as fold
from badges.refusal import TooLong
from kiosk.conference.devices import Role
from kiosk.web import api as bodies
from kiosk.web import fields

ROOT = Path(__file__).parents[3]
HERE = {"Origin": "http://localhost"}


@pytest.mark.parametrize("path", ["/register", "/phone", "/enrol"])
def test_a_field_that_is_too_long_is_refused_before_it_is_tidied(app, path, monkeypatch):
    seen = []
    monkeypatch.setattr(fields, "tidy_texts", lambda value: seen.append(value) or value)
    long = "Kính gửi Ban Tổ chức. " * 5_000  # harmless, and far below the limit of a request
    for form in ({"code": long}, {"name": "a", "text": long}):
        answer = app.test_client().post(path, data=form, headers=HERE)
        assert answer.status_code in (413, 405)
    assert [text for text in seen if len(text) > fields.MOST_CHARACTERS] == []


def test_too_many_fields_are_refused(app, enrolled):
    form = {f"f{n}": "a" for n in range(fields.MOST_FIELDS + 1)}
    assert enrolled(Role.OFFICE).post("/office/devices", data=form, headers=HERE).status_code == 413


def test_a_long_query_is_refused(app):
    assert app.test_client().get("/register/thanks?number=" + "1" * (fields.MOST_CHARACTERS + 1)).status_code == 413


def test_marks_in_a_row_are_left_out_beyond_what_any_language_writes():
    few, many = "e" + "\u0323" * fold.STREAM_SAFE, "e" + "\u0323" * 500 + "x"
    assert fold.normalised("NFD", few) == unicodedata.normalize("NFD", few)
    assert fold.normalised("NFD", many) == few + "x"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("text", ["", "abc", "Nguyễn Thị Thuỷ Hằng", "Nguye\u0302\u0303n", "ﬁ ① ế" * 40, "\u0301" * 30])
def test_other_texts_are_normalised_as_ever(form, text):
    assert fold.normalised(form, text) == unicodedata.normalize(form, text)


def test_nothing_else_normalises():
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for package in ("badges", "live", "kiosk")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Attribute) and node.attr in ("normalize", "is_normalized")
    ]
    assert len(calls) == 1, calls


@pytest.mark.parametrize("where", [lambda text: text, lambda text: [text], lambda text: {"a": [{"b": text}]}])
def test_a_text_of_a_body_that_is_too_long_is_refused_wherever_it_stands(where):
    assert fields.checked(where("a" * fields.MOST_CHARACTERS)) == where("a" * fields.MOST_CHARACTERS)
    with pytest.raises(TooLong):
        fields.checked(where("a" * (fields.MOST_CHARACTERS + 1)))


def test_every_body_is_checked_before_it_is_tidied(app, enrolled, monkeypatch):
    seen = []
    monkeypatch.setattr(bodies, "tidy_texts", lambda value: seen.append(value) or value)
    long = "Kính thưa quý vị. " * 2_000
    desk = enrolled(Role.DESK)
    body = {"id": "12345678", "at": "2026-04-24T06:52:07.123Z", "guest": "g", "outcome": "undone"}
    for path in ("/desk/prints", "/desk/scans", "/desk/undo"):
        assert desk.post(path, json=body | {"at": long}).status_code in (400, 413)
    assert [value for value in seen if len(str(value)) > fields.MOST_CHARACTERS] == []


def test_an_upload_is_closed_also_where_its_form_breaks_off(app, enrolled, monkeypatch):
    opened, made = [], fields.TidyRequest._get_file_stream
    monkeypatch.setattr(
        fields.TidyRequest, "_get_file_stream", lambda *a, **k: opened.append(made(*a, **k)) or opened[-1]
    )
    parts = {'"file"; filename="list.xlsx"': b"a" * 700_000, '"note"': b"b" * 600_000}
    body = b"".join(
        b"--x\r\nContent-Disposition: form-data; name=%s\r\n\r\n%s\r\n" % (n.encode(), part)
        for n, part in parts.items()
    )
    kind = "multipart/form-data; boundary=x"
    answer = enrolled(Role.OFFICE).post("/office/lists", data=body + b"--x--\r\n", content_type=kind, headers=HERE)
    assert (answer.status_code, [stream.closed for stream in opened]) == (413, [True])
