"""Every sentence about a list is there in Vietnamese, with the same facts in it."""

import ast
import string
from pathlib import Path

import pytest

from kiosk.i18n import sentence, translations
from kiosk.intake.reader import fields, table

INTAKE = Path(table.__file__).parent
SAYING = {"_", "Unreadable"}


def sentences() -> set[str]:
    """The source strings of the package: given to `_` or to a refusal, by themselves or by a name beside it."""
    found = set()
    for path in INTAKE.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            target.id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING and node.args:
                said = node.args[0]
                found |= {said.value} if isinstance(said, ast.Constant) else {named.get(getattr(said, "id", ""), "")}
    return {text for text in found - {""} if isinstance(text, str)}


def test_there_are_sentences() -> None:
    assert "The file is empty." in sentences()
    assert len(sentences()) > 80


@pytest.mark.parametrize("text", sorted(sentences()))
def test_every_sentence_is_translated_with_its_facts(text: str) -> None:
    assert _facts(translations("vi").gettext(text)) == _facts(text)


def _facts(text: str) -> set[str]:
    return {name for _literal, name, _form, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("kind", ["guests", "questions"])
def test_every_field_has_a_label(kind: table.Kind) -> None:
    labels = [fields.label(field, kind) for field in fields.FIELDS[kind]]
    assert len(set(labels)) == len(labels)


def test_a_refusal_is_said_in_vietnamese() -> None:
    refusal = table.Unreadable(
        "The file is larger than {most} MB. Remove pictures and other sheets from it, keep only the list.", most=5
    )
    assert sentence(refusal) == "Tệp lớn hơn 5 MB. Hãy bỏ hình ảnh và các trang tính khác, chỉ giữ lại danh sách."
