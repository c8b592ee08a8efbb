"""Every text a person sees is translated: nothing missing, nothing left over, and the same braces in both languages."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir

from badges import refusal
from kiosk import i18n
from tests.support.catalogue import entries, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
REFUSALS = {name for name, thing in vars(refusal).items() if isinstance(thing, type) and issubclass(thing, Exception)}
KEYWORDS = ("_", "gettext", "ngettext", "N_", "Section", "Print", "Busy", "Unreadable")
"""Functions and classes whose literal arguments are texts that people see. Refusals are found by their classes."""
FIRST_TEXT = {"Section": 2, "Print": 1}
NO_TEXT = re.compile(r"[a-z0-9_/-]*|\{\w+\}")
"""Names of fields and addresses among the arguments, and refusals that hand another sentence on."""
IN_TABLES = ("live.queue.REFUSED", "kiosk.settings.value_errors.SHAPES", "kiosk.slides.decks.REASONS")
"""Tables of folders below `kiosk.i18n`, which have no marker: all their values are texts."""


@cache
def trees() -> dict[str, ast.Module]:
    files = [p for folder in ("kiosk", "live", "badges") for p in sorted((ROOT / folder).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes()) for path in files}


@cache
def refusals() -> set[str]:
    """Names of all classes that are refusals, as their definitions say."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = set(REFUSALS)
    while more := {name for name, over in bases.items() if over & found} - found:
        found |= more
    return found


def literals(node: ast.AST, names: dict[str, ast.expr]) -> Iterator[str]:
    """Texts of an argument: a literal, one of two, the values of a table, a constant of the module."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body, names), *literals(node.orelse, names))
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from literals(value, names)
    elif isinstance(node, ast.Tuple | ast.List):
        for value in node.elts:
            yield from literals(value, names)
    elif isinstance(node, ast.Name) and isinstance(names.get(node.id), ast.Constant | ast.Tuple):
        yield from literals(names[node.id], {})


def called_in(tree: ast.Module) -> Iterator[str]:
    names = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        inherited = (
            name == "__init__" and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call)
        )
        if name in KEYWORDS or name in refusals() or inherited:
            for argument in node.args[FIRST_TEXT.get(name, 0) :]:
                yield from literals(argument, names)


@cache
def used() -> frozenset[str]:
    """All source strings that stand in a call or in a marked table."""
    found: set[str] = set()
    for table in IN_TABLES:
        module, _dot, name = table.rpartition(".")
        node = next(
            n
            for n in trees()[module.replace(".", "/") + ".py"].body
            if name in ast.unparse(n).split("=")[0].split(":")[0]
        )
        found |= set(literals(node.value, {}))
    for tree in trees().values():
        found |= set(called_in(tree))
    for _file, _line, message, _comments, _context in extract_from_dir(
        ROOT / "templates", [("**.html", "jinja2")], {"**.html": {"newstyle_gettext": "true", "silent": "false"}},
        {"_": None, "gettext": None, "ngettext": (1, 2)},
    ):  # fmt: skip
        found |= set(message) if isinstance(message, tuple) else {message}
    return frozenset(text for text in found if text and (not NO_TEXT.fullmatch(text) or text in known_words()))


@cache
def known_words() -> frozenset[str]:
    return frozenset(source for _file, source, _text in entries())


def test_every_text_has_its_vietnamese():
    known = {source for _file, source, text in entries() if text}
    assert sorted(used() - known) == []


def test_no_translation_is_left_over():
    assert sorted((file, source) for file, source, _text in entries() if source not in used()) == []


@pytest.mark.parametrize("file", sorted({file for file, _source, _text in entries()}))
def test_both_languages_fill_the_same_braces(file):
    pattern = r"%\(\w+\)s|\{\w*\}"
    uneven = [
        source
        for name, source, text in entries()
        if name == file and set(re.findall(pattern, source)) != set(re.findall(pattern, text))
    ]
    assert uneven == []


def test_one_source_has_one_translation():
    found: dict[str, set[str]] = {}
    for _file, source, text in entries():
        found.setdefault(source, set()).add(text)
    assert {source: texts for source, texts in found.items() if len(texts) > 1} == {}


def test_every_translation_is_found_by_its_source():
    assert {source: i18n.gettext(source) for source in texts()} == texts()


def test_what_is_not_translated_is_shown_as_it_is():
    assert (i18n.gettext("no such text"), i18n.ngettext("a day", "{n} days", 1), i18n.ngettext("a day", "{n} days", 2)) == (
        "no such text", "{n} days", "{n} days",
    )  # fmt: skip
    with i18n.speaking("en"):
        assert [i18n.ngettext("a day", "{n} days", n) for n in (1, 2)] == ["a day", "{n} days"]


OLD_PHRASES = (
    "Thời gian còn lại {", "chưa bắt đầu hoặc đã kết thúc", "lãnh đạo chưa đến", "lãnh đạo vừa đến", "lượt người",
    "doanh nghiệp rút kiến nghị", "ngày làm việc – trước ngày", "đã gọi KN", "vắng người", "Theo nhịp này", "Kịp đến",
    "Trả lại vị trí cũ", "Đưa về chỗ cũ", "Chủ tọa", "chờ xem xét", "Đang nối máy chủ", "Bản đăng", "Bảng đăng", "Chỉ đại biểu này",
    "để in giấy tờ này", "Trùng lượt", "có người hỏi lại", "phần đầu mã băm", "Thu hồi là bỏ", "Đại biểu trực tiếp đến", "Không hiện lại",
    "là của cùng một Hội nghị", "Danh sách gì", "Cách xưng hô", "Đang dự thảo", "kiosk import guests", "--host 0.0.0.0, theo mục",
    "MB trống", "còn trống {free} MB", "cách đây {seconds} giây",
)  # fmt: skip
"""Phrases that senior officials read otherwise, each with a better one in the catalogues: none may come back."""


@pytest.mark.parametrize("phrase", OLD_PHRASES)
def test_an_old_phrase_does_not_come_back(phrase):
    assert [(file, text) for file, _source, text in entries() if phrase in text] == []


OF_ONE_DEPARTMENT = re.compile(r"Hải Phòng|haiphong|SKHCN|CCTĐC|Khoa học và Công nghệ")
SAMPLE_NAME = dict.fromkeys(("kiosk/cli/main.py", "kiosk/cli/making.py", "kiosk/doctor/selfcheck.py"), "haiphong-2026")
"""The folder of the shipped sample conference, by its name."""


def told_by(tree: ast.Module) -> Iterator[str]:
    """Every text of a module but its docstrings and other bare strings, which only readers of the code see."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value


def test_no_department_province_or_year_of_the_sample_is_left_in_the_program():
    found = [
        (file, text)
        for file, tree in trees().items()
        if not file.startswith("kiosk/settings/")
        for text in told_by(tree)
        if OF_ONE_DEPARTMENT.search(text) and SAMPLE_NAME.get(file) != text
    ]
    pages = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static").rglob("*.js"), *(ROOT / "static").rglob("*.css")]
    found += [
        (page.relative_to(ROOT).as_posix(), match[0])
        for page in pages
        if "vendor" not in page.parts and (match := OF_ONE_DEPARTMENT.search(page.read_text(encoding="utf-8")))
    ]
    found += [
        (file, text) for file, _source, text in entries() if file != "settings.po" and OF_ONE_DEPARTMENT.search(text)
    ]
    assert found == []
