"""Sheets whose list is no table: one line for each person in one column, or labels with their values beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from badges.vietnamese import fold
from kiosk.intake.reader.grid import Grid, Value
from kiosk.intake.reader.heading_synonyms import is_heading
from kiosk.intake.reader.lines import FEWEST, QUESTION_FIELDS, grid_of, labelled_records
from kiosk.intake.reader.person_line import FIELDS

if TYPE_CHECKING:
    from kiosk.intake.reader.table import Kind

FEWEST_LABELS: Final = 3


def from_labels(grid: Grid, kind: Kind) -> Grid | None:
    """Return a sheet of labels with their values beside them as a grid of records; None where it is none.

    "Họ tên: | Phạm Văn Thử | Chức vụ: | Giám đốc": labels stand in at least two columns.
    """
    if sum(isinstance(v, str) and v.rstrip().endswith(":") for row in grid.rows for v in row) < FEWEST_LABELS:
        return None
    pairs: list[list[str]] = []
    columns: set[int] = set()
    for row in grid.rows:
        values = [(column, str(value).strip()) for column, value in enumerate(row, 1) if value is not None]
        labels = [n for n, (_c, text) in enumerate(values) if _is_label(text, kind)]
        columns |= {values[n][0] for n in labels}
        ends = [*labels[1:], len(values)][: len(labels)]
        pairs.append(
            [
                f"{values[n][1].rstrip(' :')}: {' '.join(text for _c, text in values[n + 1 : end])}"
                for n, end in zip(labels, ends, strict=True)
            ]
        )
    if sum(map(len, pairs)) < FEWEST_LABELS or len(columns) < 2:
        return None
    lines = [line for row in pairs for line in row]
    numbers_ = [number for number, row in enumerate(pairs) for _line in row]
    found = labelled_records(lines, kind)
    if not found:
        return None
    records = {numbers_[number]: record for number, record in found.items()}
    fields = FIELDS if kind == "guests" else QUESTION_FIELDS
    rows: list[list[Value]] = []
    for number, row in enumerate(grid.rows):
        record, is_part = records.get(number), bool(pairs[number])
        if record:
            rows.append([*(record.get(name) or None for name in fields)])
        else:
            said = "" if is_part else " ".join(str(value) for value in row if value is not None)
            rows.append([*[None] * (len(fields) - 1), said] if said else [])
    made = Grid(rows)
    made.known = {field: column for column, field in enumerate(fields, 1) if field != "tail"}
    made.width, made.one_column, made.sheet = len(fields), min(columns), grid.sheet
    return made


def _is_label(text: str, kind: Kind) -> bool:
    bare = text.rstrip(" :")
    return text.endswith(":") and is_heading(bare, kind)


def from_column(grid: Grid, kind: Kind) -> Grid | None:
    """Return a sheet whose whole list stands in one column as a grid of parts; None where it does not."""
    filled = [[value for value in row if value is not None and fold(str(value))] for row in grid.rows]
    texts = [
        str(row[-1]) if row and (len(row) == 1 or (len(row) == 2 and str(row[0]).strip(". ").isdigit())) else ""
        for row in filled
    ]
    if sum(map(bool, texts)) < FEWEST or any(len(row) > 2 for row in filled):
        return None
    found = grid_of([text.replace("\n", " - ") for text in texts], kind)
    if found is None:
        return None
    column = next(
        (n for row in grid.rows for n, value in enumerate(row, 1) if value is not None and str(value) in texts), 1
    )
    found.one_column, found.sheet, found.marks = column, grid.sheet, grid.marks
    return found
