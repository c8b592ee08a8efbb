"""Settings are written back with their comments, every fault is named at once, and the form says what the file says."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from kiosk.settings import doubts, form, form_values, history, labels
from kiosk.settings import load as settings_file
from kiosk.settings.edit import rewrite, same
from kiosk.settings.load import Wrong
from kiosk.settings.schema import Settings
from kiosk.settings.shape_errors import MISSING, UNKNOWN, shape_errors
from tests.conftest import SAMPLE

TEXT = (SAMPLE / settings_file.FILE).read_text(encoding="utf-8")
RAW = tomllib.loads(TEXT)
ROWS = ("programme", "blocks", "fields", "units")


def sent(nodes: list[form.Node]) -> MultiDict[str, str]:
    """What a browser sends of a form that nobody touched."""

    def pairs(node: form.Node) -> Any:
        if node.kind == "rows":
            for row in node.children:
                yield node.name, row.row
                yield from pairs(row)
        elif node.kind == "group":
            for child in node.children:
                yield from pairs(child)
        elif node.kind == "pair":
            yield from ((f"{node.name}.{n}", value) for n, value in enumerate(node.value))
        elif node.kind != "tick" or node.value:
            yield node.name, "1" if node.kind == "tick" else node.value

    return MultiDict([pair for node in nodes for pair in pairs(node)])


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Any:
    """Every value of the file that is no table, by its path."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*path, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for n, part in enumerate(value):
            yield from leaves(part, (*path, n))
    else:
        yield path


def test_what_is_not_changed_is_written_as_it_was():
    assert rewrite(TEXT, RAW) == TEXT
    windows = TEXT.replace("\n", "\r\n")
    assert rewrite(windows, RAW) == windows


@settings(max_examples=40)
@given(st.data())
def test_whatever_rows_become_is_read_back_the_same(data):
    values = copy.deepcopy(RAW)
    for _n in range(3):
        rows = values[data.draw(st.sampled_from(ROWS))]
        act = data.draw(st.sampled_from(["out", "in", "up", "name"]))
        at = data.draw(st.integers(0, len(rows) - 1))
        if act == "out" and len(rows) > 1:
            rows.pop(at)
        elif act == "in":
            rows.insert(at, copy.deepcopy(rows[at]))
        elif act == "up":
            rows.insert(0, rows.pop(at))
        else:
            rows[at][next(iter(rows[at]))] = data.draw(st.text("aă'\"\\#é ", max_size=8))
    assert same(tomllib.loads(rewrite(TEXT, values)), values)


def test_a_comment_and_the_layout_stay():
    values = copy.deepcopy(RAW) | {"place_short": "Nhà văn hóa"}
    before, after = TEXT.splitlines(), rewrite(TEXT, values).splitlines()
    assert [line for line in after if line not in before] == ['place_short = "Nhà văn hóa"']
    assert len(before) == len(after)


@pytest.mark.parametrize("path", list(leaves(RAW)), ids=lambda path: ".".join(map(str, path)))
def test_each_broken_value_is_one_fault_at_its_key(path):
    values = copy.deepcopy(RAW)
    place = values
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = {"no": "such"}
    key = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")
    assert [found for found, _message in shape_errors(values, Settings)] == [key]


def test_all_faults_of_a_file_are_named_at_once():
    wrong = (
        TEXT.replace("rank = 1", 'rank = "x"', 1)
        .replace('colour = "#8a4b08"', 'colour = "red"')
        .replace("keep_days", "keep_dayz")
    )
    with pytest.raises(Wrong) as refused:
        settings_file.parse(wrong)
    assert all(key in str(refused.value) for key in ("blocks[0].rank", "blocks[1].colour", "data.keep_dayz"))


def test_missing_and_unknown_keys_are_faults():
    values = {key: value for key, value in RAW.items() if key != "place"} | {"plaec": "x"}
    assert set(shape_errors(values, Settings)) == {("plaec", UNKNOWN), ("place", MISSING)}


@pytest.mark.parametrize("table", labels.TABLES)
def test_a_form_that_nobody_touched_changes_nothing(table):
    keys = labels.TABLES[table][1]
    merged = form_values.merged(RAW, keys, form.read(keys, sent(form.nodes(keys, RAW))).values)
    assert same(merged, RAW)


def test_every_setting_is_on_one_page_and_has_a_label():
    assert sorted(key for _title, keys in labels.TABLES.values() for key in keys) == sorted(
        Settings.__struct_encode_fields__
    )

    def paths(node: form.Node) -> Any:
        inner = [*node.children, *([node.blank] if node.blank else [])]
        if not inner:
            yield node
        for child in inner:
            yield from paths(child)

    found = [leaf for _t, keys in labels.TABLES.values() for node in form.nodes(keys, RAW) for leaf in paths(node)]
    assert {leaf.path for leaf in found if leaf.label == leaf.path} == set()
    assert {
        leaf.path for leaf in found if leaf.kind == "choice" and set(leaf.choices) & set(leaf.choices.values())
    } == set()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24/4/2026", "2026-04-24"),
        ("2026-04-24", "2026-04-24"),
        ("24.4.2026", "2026-04-24"),
        ("31/4/2026", "2026-04-31"),
    ],
)
def test_days_are_read_as_people_write_them(text, day):
    assert str(form.day(text)) == day


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("date = 2026-04-24", "date = 2027-04-23", "title.place_and_date"),
        ("date = 2026-04-24", "date = 2026-04-25", "date"),
        ("date = 2026-04-24", "date = 2026-04-30", "date"),
        ('kind = "dialogue"', 'kind = "talk"', "programme"),
        ("questions_until = 2026-04-20", "questions_until = 2026-04-27", "questions_until"),
        ('id = "haiphong-2026"', 'id = "haiphong-2025"', "id"),
    ],
)
def test_settings_that_contradict_each_other_are_named(before, after, key):
    assert key in [found for found, _text in doubts.doubts(settings_file.parse(TEXT.replace(before, after, 1)))]


def test_the_sample_contradicts_itself_nowhere():
    assert list(doubts.doubts(settings_file.parse(TEXT))) == []


def test_a_change_is_kept_and_taken_back(folder):
    seen = history.digest(folder)
    assert history.save(
        folder, history.held(folder) | {"place_short": "Nhà văn hóa"}, seen, "2026-04-10T01:02:03.004Z"
    ) == ["place_short"]
    assert [(former.at, former.keys) for former in history.formers(folder)] == [
        ("2026-04-10T01:02:03.004Z", ("place_short",))
    ]
    history.undo(folder, history.digest(folder), "2026-04-10T01:02:05.004Z")
    assert (folder / settings_file.FILE).read_text(encoding="utf-8") == TEXT
