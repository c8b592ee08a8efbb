"""Short forms of the campaign's trials of the process (`tests/support/trials`): nothing lost, nothing doubled, no false "already in"."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.support.trials import clocks, lists, process, screens, takeover

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")]
traced = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


def test_a_killed_server_loses_and_doubles_nothing(folder):
    tally = process.kills(folder, 4)
    assert (tally.wrong, tally.faults, tally.acked > 100) == (0, [], True)


def test_every_screen_is_right_again_after_a_kill(folder):
    tally = screens.kills(folder, 2, 24)
    assert (tally.wrong, tally.faults, tally.measured["last screen"] > 0) == (0, [], True)


def test_a_spare_that_takes_over_has_everything_again(tmp_path):
    tally = takeover.takeovers(tmp_path, 1)
    assert (tally.wrong, tally.faults, tally.acked > 50, tally.measured["takeover"] > 0) == (0, [], True, True)


def test_the_clock_jumps_while_desks_scan(folder):
    if not clocks.library():
        pytest.skip("needs libfaketime")
    tally = clocks.jumps(folder, 1.2)
    assert (tally.wrong, tally.faults, tally.acked > 50) == (0, [], True)


def test_hostile_lists_are_refused_and_no_desk_notices(tmp_path):
    tally = lists.imports(tmp_path, ("one cell in the last row", "billion laughs", "nothing but lines"))
    assert (tally.wrong, tally.faults, tally.refused) == (0, [], 6)


def test_a_sleeping_laptop_loses_nothing(folder):
    tally = process.sleep(folder, 6)
    assert (tally.wrong, tally.faults, tally.acked > 20) == (0, [], True)


@traced
@pytest.mark.parametrize(
    "inject", ["fdatasync:error=EIO:when=20+7", "pwrite64:error=ENOSPC:when=30+11", "pwrite64:error=EIO:when=30+11"]
)
def test_a_failing_disk_is_said_and_what_was_acknowledged_is_there(folder, inject):
    tally = process.faulty_disk(folder, inject)
    assert (tally.wrong, tally.faults, tally.refused > 0) == (0, [], True)


@traced
def test_a_slow_disk_only_makes_a_scan_slow(folder):
    tally = process.faulty_disk(folder, "fdatasync:delay_enter=300000")
    assert (tally.wrong, tally.faults, tally.refused) == (0, [], 0)


@pytest.mark.root
def test_a_full_disk_refuses_and_goes_on_when_there_is_room(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("needs root: mounts a small file system")
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", place], check=True)
    try:
        tally = process.full_disk(place)
    finally:
        subprocess.run(["umount", place], check=True)
    assert (tally.wrong, tally.faults) == (0, [])
