"""Small wrong changes to rules, one at a time: do the tests nearby see them? `python -m tests.support.mutants [KEY …]`.

The table is `mutants.toml` beside this file. Each change is made in a temporary copy of the checkout, the tests of its
group run there, and the copy is put right again. A change that no test sees survives: either a rule that nothing holds,
or (`same`) a change that makes no difference, with the reason. `--jobs N` runs N copies side by side.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("mutants.toml")
ENOUGH = 0.95
"""The share of the changes that make a difference which must be seen."""
SECONDS = 600
"""Longer than any group of tests takes on a busy machine; a change that makes a rule run for ever is seen, too."""
MEMORY = Path("/dev/shm")
NEVER_ENDS = -1
LIBRARIES = (
    "babel.messages.pofile", "babel.support", "click", "cryptography.x509", "docx", "docxtpl", "flask", "flask_socketio", "fpdf",
    "gevent", "icalendar", "markdown_it", "msgspec", "openpyxl", "PIL.Image", "psutil", "qrcode", "rapidfuzz.fuzz",
    "simple_websocket", "sqlite_utils", "time_machine", "tomlkit", "xlrd", "xlwt",
)  # fmt: skip
"""What most runs load, and no change can touch."""
FAILED = 1
"""Pytest's exit code where a test failed; anything else (no such file, nothing collected) is no proof."""


@dataclass(frozen=True)
class Mutant:
    """One wrong change: in `file`, `before` becomes `after`; `tests` should see it. `same`: why nothing can."""

    key: str
    what: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]
    same: str = ""


@dataclass(frozen=True)
class Result:
    """What the tests said of one change; `seen`: one failed; `first` names it, or what went wrong."""

    mutant: Mutant
    seen: bool
    first: str
    seconds: float


def table() -> list[Mutant]:
    """Return all changes of the table."""
    groups = tomllib.loads(TABLE.read_text(encoding="utf-8"))["group"]
    return [
        Mutant(
            change["key"], change["what"], group["file"], change["from"], change["to"], tuple(group["tests"].split()),
            change.get("same", ""),
        )
        for group in groups
        for change in group["changes"]
    ]  # fmt: skip


def copy(folder: Path) -> Path:
    """Copy the checkout's files, with what npm brought, into a folder."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    (folder / "static" / "vendor").symlink_to(ROOT / "static" / "vendor")
    # Compiled files are checked by content: a change of the same length in the same second is another file.
    compiled = [
        sys.executable,
        "-m",
        "compileall",
        "-q",
        "--invalidation-mode",
        "checked-hash",
        "badges",
        "live",
        "kiosk",
    ]
    subprocess.run(compiled, cwd=folder, check=True)
    return folder


def run(place: Path, tests: Sequence[str]) -> tuple[int, str]:
    """Run tests in a copy until the first fails: pytest's exit code and what it wrote. -1 where it never ends.

    The tests run in a fork of this process, which has loaded the libraries but nothing of the product: that takes most of
    the time that such a run needs.
    """
    output = place.parent / f"{place.name}.txt"
    child = os.fork()
    if child == 0:  # pragma: no cover - the child
        try:
            _in_fork(place, tests, output)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(70)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status), output.read_text(encoding="utf-8", errors="replace")
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return NEVER_ENDS, "never ends"


def _in_fork(place: Path, tests: Sequence[str], output: Path) -> None:
    handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.chdir(place)
    sys.path[:] = [str(place), *(entry for entry in sys.path if Path(entry or ".").resolve() != ROOT)]
    os.environ["PYTHONPATH"] = str(place)
    if MEMORY.is_dir():
        os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None
    for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "badges", "live", "kiosk")]:
        del sys.modules[name]
    # A failing example as it was found is enough: making it small takes minutes.
    hypothesis.settings.register_profile("found", phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate])
    hypothesis.settings.load_profile("found")
    code = pytest.main(
        [
            "-x",
            "-W",
            "ignore::pytest.PytestAssertRewriteWarning",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-m",
            "not slow and not browser",
            f"--rootdir={place}",
            *tests,
        ]
    )
    sys.stdout.flush()
    os._exit(int(code))


def judge(place: Path, mutant: Mutant) -> Result:
    """Make the change, run its tests, and put the file right again."""
    path, started = place / mutant.file, time.monotonic()
    whole = path.read_text(encoding="utf-8")
    if whole.count(mutant.before) != 1:
        return Result(mutant, False, "does not apply: change the table", 0.0)
    path.write_text(whole.replace(mutant.before, mutant.after), encoding="utf-8")
    try:
        code, said = run(place, mutant.tests)
        lines = said.splitlines() or [""]
        first = next((line for line in lines if line.startswith(("FAILED", "ERROR"))), lines[-1])
        return Result(mutant, code in (FAILED, NEVER_ENDS), first[:160], time.monotonic() - started)
    finally:
        path.write_text(whole, encoding="utf-8")


def main() -> int:
    """Run the changes asked for, print what came of each, and return 0 where enough were seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("keys", nargs="*", help="changes to try, by their keys; all if none is named")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    chosen = [mutant for mutant in table() if not options.keys or mutant.key in options.keys]
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(options.jobs, get_context("fork"), _begin, (folder,)) as pool,
    ):
        results = []
        for result in pool.map(_one, chosen):
            state = "seen" if result.seen else "makes no difference" if result.mutant.same else "SURVIVES"
            print(
                f"{result.mutant.key:4} {state:8} {result.seconds:4.0f} s  {result.mutant.what}: {result.first}",
                flush=True,
            )
            results.append(result)
    return conclude(results, time.monotonic() - started)


_place: list[Path] = []
"""The copy in which this worker makes its changes."""


def _begin(folder: str) -> None:
    for name in LIBRARIES:
        import_module(name)
    _place.append(copy(Path(folder) / str(os.getpid())))


def _one(mutant: Mutant) -> Result:
    return judge(_place[0], mutant)


def conclude(results: Sequence[Result], seconds: float) -> int:
    """Print the figures; return 0 where enough of the changes that make a difference were seen."""
    real = [result for result in results if not result.mutant.same]
    seen = sum(result.seen for result in real)
    print(
        f"{len(results)} changes, {len(results) - len(real)} of them without a difference; {seen} of {len(real)} seen, {seconds:.0f} s"
    )
    for result in results:
        if result.mutant.same and not result.seen:
            print(f"  {result.mutant.key} {result.mutant.what}: {result.mutant.same}")
        elif not result.seen:
            print(f"  {result.mutant.key} {result.mutant.what}: SURVIVES")
    return int(not real or seen / len(real) < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
