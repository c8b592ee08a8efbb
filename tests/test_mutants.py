"""The table of wrong changes fits the code: each can be made, and its tests are there. `make mutants` runs them."""

from pathlib import Path

import pytest

from tests.support.mutants import Mutant, Result, conclude, judge, table

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[1]


def test_each_change_can_be_made_at_one_place() -> None:
    astray = {
        mutant.key: count
        for mutant in table()
        if (count := (ROOT / mutant.file).read_text(encoding="utf-8").count(mutant.before)) != 1
    }
    assert astray == {}
    assert [mutant.key for mutant in table() if mutant.before == mutant.after] == []


def test_the_table_is_large_and_no_key_stands_twice() -> None:
    keys = [mutant.key for mutant in table()]
    assert len(keys) >= 94
    assert len(set(keys)) == len(keys)
    assert {name for mutant in table() for name in mutant.tests if not (ROOT / name).is_file()} == set()


RULE = "def is_adult(age):\n    return age >= 18\n"
TEST = "from rule import is_adult\n\n\ndef test_adult():\n    assert {ages}\n"


@pytest.mark.parametrize(
    ("ages", "seen"), [("is_adult(18)", True), ("is_adult(30)", False)], ids=["by an exact figure", "by none"]
)
def test_a_change_is_seen_or_survives(ages: str, seen: bool, tmp_path: Path) -> None:
    (tmp_path / "rule.py").write_text(RULE)
    (tmp_path / "test_rule.py").write_text(TEST.format(ages=ages))
    mutant = Mutant("X1", "18 is no adult", "rule.py", ">= 18", "> 18", ("test_rule.py",))
    result = judge(tmp_path, mutant)
    assert result.seen is seen
    assert (tmp_path / "rule.py").read_text() == RULE
    assert conclude([result], 1.0) == int(not seen)


def test_tests_that_cannot_run_prove_nothing(tmp_path: Path) -> None:
    (tmp_path / "rule.py").write_text(RULE)
    assert not judge(tmp_path, Mutant("X1", "", "rule.py", ">= 18", "> 18", ("test_none.py",))).seen
    assert not judge(tmp_path, Mutant("X1", "", "rule.py", "nothing of the kind", "", ("test_none.py",))).seen


def test_too_few_seen_is_a_failure() -> None:
    mutant = Mutant("X1", "", "rule.py", "a", "b", ())
    results = [Result(mutant, n >= 2, "", 0.0) for n in range(20)]
    assert conclude(results, 1.0) == 1
    assert conclude(results[1:], 1.0) == 1
    assert conclude([*results[2:], results[0], *results[2:3]], 1.0) == 0
