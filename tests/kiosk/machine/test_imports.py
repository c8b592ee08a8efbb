"""What a start does not load: libraries that others take along, and those that few starts need."""

import subprocess
import sys

import pytest

from kiosk.machine.imports import left_out

pytestmark = pytest.mark.whole

HEAVY = ("cryptography", "redis", "requests", "numpy", "docx", "openpyxl", "fpdf", "pypdfium2")


@pytest.mark.parametrize(
    ("modules", "more"),
    [
        ("kiosk.server.serve", ()),
        ("kiosk.cli.main, kiosk.server.supervisor", ("flask", "gevent", "sqlite_utils", "PIL")),
    ],
)
def test_a_start_loads_nothing_that_only_some_pages_need(modules, more):
    script = f"import sys, {modules}; print(*(n for n in {HEAVY + more} if sys.modules.get(n)))"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split() == []
    )


def test_what_is_left_out_is_missing_in_the_block_only():
    name = "wave"
    sys.modules.pop(name, None)
    with left_out(name), pytest.raises(ImportError):
        __import__(name)
    assert __import__(name).__name__ == name


def test_what_is_loaded_already_stays():
    with left_out("json"):
        assert __import__("json").dumps([]) == "[]"
