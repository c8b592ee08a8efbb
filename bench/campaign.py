"""The campaign: the long trials, and docs/trust-report.md with their counts. `python -m bench.campaign [--times N] [--only …]`.

What needs root, strace, nft or libfaketime is left out with a word where it is not there. Each trial that is done is kept
beside the page, so that a campaign that was cut off goes on where it was, with the same command. As root it runs in a
world of its own (processes, mounts): when it is ended, however it is ended, nothing of it stays on the machine.
Nothing here decides a test; the short forms in tests/trust do.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import trustpage
from tests.support.server_process import ROOT
from tests.support.trials import banner, clocks, crowding, line, lists, loss, net, power, process, screens, takeover
from tests.support.trials.door import Tally, conference

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = ROOT / "docs" / "trust-report.md"
APART = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
INJECTED = (
    "fdatasync:error=EIO:when=20+7", "pwrite64:error=ENOSPC:when=30+11", "pwrite64:error=EIO:when=30+11",
    "fdatasync:delay_enter=300000",
)  # fmt: skip


@dataclass(frozen=True)
class Trial:
    """One trial: its name, how it is run, and what it needs and is not there (or nothing)."""

    name: str
    run: Callable[[], Tally]
    missing: str = ""


@dataclass
class Kept:
    """What is done so far: name → tally, or why it was left out. Only work of the same commit and size goes on."""

    commit: str
    times: int
    done: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    sittings: int = 1

    @classmethod
    def of(cls, path: Path, commit: str, times: int) -> Kept:
        """What a campaign that was cut off left at this path, or nothing."""
        try:
            kept = cls(**json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError):
            return cls(commit, times)
        if (kept.commit, kept.times) != (commit, times):
            return cls(commit, times)
        kept.sittings += 1
        return kept

    def write(self, path: Path) -> None:
        """Keep it."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")

    def results(self) -> dict[str, Tally | str]:
        """Name → tally, or why it was left out."""
        return {name: one if isinstance(one, str) else Tally(**one) for name, one in self.done.items()}


def trials(times: int, disk: Path) -> list[Trial]:
    """All of them, in their order. `disk`: where they may work."""
    strace = "" if shutil.which("strace") else "needs strace"
    root = "" if os.name == "posix" and os.geteuid() == 0 and shutil.which("mkfs.ext4") else "needs root and mkfs.ext4"
    faketime = "" if clocks.library() else "needs libfaketime"

    def place() -> Path:
        return Path(tempfile.mkdtemp(dir=disk))

    def fresh() -> Path:
        return conference(place() / "conference")

    return [
        Trial("kills", lambda: process.kills(fresh(), times)),
        Trial("screens", lambda: screens.kills(fresh(), max(2, times // 20))),
        Trial("cuts", lambda: power.cuts(place(), times), root),
        Trial("counter-check", lambda: power.counter_check(place(), 4), root),
        Trial("full disk", lambda: _small(place()), root),
        *(Trial(f"strace {inject}", lambda inject=inject: _faulty(fresh(), inject), strace) for inject in INJECTED),
        Trial("sleep", lambda: process.sleep(fresh(), 18)),
        Trial("line", lambda: line.storms(fresh(), max(2, times // 10))),
        Trial("lost answers", lambda: line.lost_answers(fresh(), times)),
        Trial("lossy", lambda: net.lossy(fresh(), 10, 15.0), net.missing()),
        Trial("starts", lambda: clocks.starts(fresh(), 8)),
        Trial("jumps", lambda: clocks.jumps(fresh()), faketime),
        Trial("same card", lambda: crowding.same_card(fresh(), 2 * times)),
        Trial("drain", lambda: crowding.drain(fresh(), 250)),
        Trial("laptop lost", lambda: loss.losses(place(), max(3, times * 6 // 10))),
        Trial("takeover", lambda: takeover.takeovers(place(), max(1, times // 20))),
        Trial("dead line", lambda: banner.dead_lines(fresh(), max(1, times // 20)), banner.missing()),
        Trial("hostile lists", lambda: lists.imports(place())),
    ]


def _faulty(folder: Path, inject: str) -> Tally:
    return process.faulty_disk(folder, inject, 12.0, f"strace {inject}")


def _small(place: Path) -> Tally:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", place], check=True)
    try:
        return process.full_disk(place)
    finally:
        subprocess.run(["umount", place], check=True)


def main(arguments: list[str] | None = None) -> int:
    """Run all trials, write the page, and end with 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="bench.campaign")
    parser.add_argument("--times", type=int, default=100, help="kills and power cuts; the others in proportion")
    parser.add_argument("--only", default="", help="names of trials, with commas; the page says what is not measured")
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args(arguments)
    state = options.out.with_suffix(".part.json")
    kept = Kept.of(state, trustpage.commit(), options.times)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as disk:
        every = trials(options.times, Path(disk))
        chosen = [one for one in every if not options.only or one.name in options.only.split(",")]
        if not go_through(chosen, kept, state):
            print(f"\nCut off: {len(kept.done)} of {len(chosen)} trials are done. The same command goes on from there.")
            return 2
    results = {trial.name: kept.results()[trial.name] for trial in chosen}
    options.out.write_text(trustpage.page(results, kept), encoding="utf-8")
    state.unlink(missing_ok=True)
    return int(any(isinstance(one, Tally) and one.wrong for one in results.values()))


def go_through(chosen: list[Trial], kept: Kept, state: Path) -> bool:
    """Run those that are not done yet, and keep each as it is done. False where a Ctrl+C cut it off."""
    for trial in chosen:
        if trial.name not in kept.done:
            try:
                _try(trial, kept)
            except KeyboardInterrupt:
                return False
            kept.write(state)
    return True


def _try(trial: Trial, kept: Kept) -> None:
    began = time.monotonic()
    if trial.missing:
        kept.done[trial.name] = trial.missing
        print(f"       left out: {trial.name}, {trial.missing}", flush=True)
        return
    try:
        tally = trial.run()
    except Exception as error:  # a trial that breaks is a fault on the page, and the others go on
        tally = Tally(trial.name, 1, faults=[f"the trial broke: {error!r}"])
    spent = time.monotonic() - began
    kept.seconds += spent
    kept.done[trial.name] = asdict(tally)
    print(f"{spent:6.0f} s  {trustpage.row(tally).strip()}", *tally.faults[:3], flush=True)


def in_a_world_of_its_own() -> None:
    """Go on in processes and mounts of our own, where the system has them for us."""
    if (
        os.environ.get("CAMPAIGN_APART")
        or subprocess.run([*APART, "true"], capture_output=True, check=False).returncode
    ):
        return
    os.environ["CAMPAIGN_APART"] = "1"
    os.execvp(APART[0], [*APART, sys.executable, "-m", "bench.campaign", *sys.argv[1:]])


if __name__ == "__main__":
    if shutil.which(APART[0]):
        in_a_world_of_its_own()
    sys.exit(main())
