"""Lists in shapes beyond those that the reader was built on come out as they were meant, or it is told."""

import re

import pytest

from tests.kiosk.intake.files_of_secretaries import FILES_OF_SECRETARIES, QUESTION_FILES
from tests.kiosk.intake.shapes_of_colleagues import COLLEAGUES, QUESTIONS_OF_COLLEAGUES
from tests.kiosk.intake.shapes_of_departments import DEPARTMENTS, QUESTIONS_OF_DEPARTMENTS
from tests.kiosk.intake.shapes_of_files import FILES
from tests.kiosk.intake.shapes_of_guests import SHAPES
from tests.kiosk.intake.shapes_of_questions import QUESTIONS
from tests.kiosk.intake.shapes_of_secretaries import QUESTIONS_OF_SECRETARIES, SECRETARIES

pytestmark = pytest.mark.whole

GUESTS = DEPARTMENTS | COLLEAGUES | SECRETARIES
ASKED = QUESTIONS_OF_DEPARTMENTS | QUESTIONS_OF_COLLEAGUES | QUESTIONS_OF_SECRETARIES


def said(table) -> str:
    """All that is told about a list."""
    parts = [f"{message.cell} {message.text}" for message in table.messages]
    return "\n".join(parts + [f"{skip.why} {skip.text}" for skip in table.skipped])


def differences(table, wanted) -> list[str]:
    """Where the rows read differ from those wanted, field by field; errors stop the import and are a difference."""
    found = [] if len(table.rows) == len(wanted) else [f"{len(table.rows)} rows, not {len(wanted)}"]
    for number, (row, want) in enumerate(zip(table.rows, wanted, strict=False), 1):
        found += [f"{number} {k}: {getattr(row, k)!r}, not {v!r}" for k, v in want.items() if getattr(row, k) != v]
    return found + [message.text for message in table.errors]


@pytest.mark.parametrize("name", SHAPES)
def test_guest_lists(name, guests) -> None:
    rows, wanted, pattern = SHAPES[name]
    table = guests(rows)
    if wanted:
        assert differences(table, wanted) == []
    else:
        assert table.errors
    assert re.search(pattern, said(table))


@pytest.mark.parametrize("name", GUESTS)
def test_guest_lists_of_departments(name, xlsx, read) -> None:
    rows, wanted, *more = GUESTS[name]
    table = read(xlsx(rows, *more[1:]))
    assert table.errors if not wanted else differences(table, wanted) == []
    assert re.search("".join(more[:1]), said(table))
    assert table.read + table.left_out + table.above == table.filled


@pytest.mark.parametrize("name", ASKED)
def test_question_lists_of_departments(name, xlsx, read) -> None:
    rows, wanted, *more = ASKED[name]
    table = read(xlsx(rows, *more[1:]), "questions")
    assert table.errors if not wanted else differences(table, wanted) == []
    assert re.search("".join(more[:1]), said(table))


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_lists(name, xlsx, read) -> None:
    rows, merged, wanted, pattern = QUESTIONS[name]
    table = read(xlsx(rows, merged), "questions")
    assert differences(table, wanted) == []
    assert re.search(pattern, said(table))


@pytest.mark.parametrize("name", FILES)
def test_files(name, read) -> None:
    make, wanted, pattern = FILES[name]
    table = read(make())
    assert differences(table, wanted) == []
    assert re.search(pattern, said(table))


@pytest.mark.parametrize("name", FILES_OF_SECRETARIES)
def test_files_of_secretaries(name, read) -> None:
    make, wanted, *pattern = FILES_OF_SECRETARIES[name]
    table = read(make())
    assert differences(table, wanted) == []
    assert re.search("".join(pattern), said(table))


@pytest.mark.parametrize("name", QUESTION_FILES)
def test_question_files(name, read) -> None:
    make, wanted, *pattern = QUESTION_FILES[name]
    table = read(make(), "questions")
    assert differences(table, wanted) == []
    assert re.search("".join(pattern), said(table))


@pytest.mark.parametrize("name", SHAPES)
def test_every_row_is_accounted_for(name, guests) -> None:
    rows = SHAPES[name][0]
    table = guests(rows)
    filled = sum(any(value is not None for value in row) for row in rows)
    if not table.columns or (table.header and int(table.header[0]) <= len(rows)):
        assert table.read + table.left_out + table.above == table.filled
        assert table.filled in (filled, max(map(len, rows)))
