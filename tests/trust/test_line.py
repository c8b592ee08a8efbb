"""The short forms of the trials of the line, of the plug, and of the crowd at the door."""

import os
import shutil
import sys

import pytest

from tests.support.trials import crowding, line, net, power

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")]


def test_a_line_that_dies_resets_and_refuses_loses_nothing(folder):
    tally = line.storms(folder, 2)
    assert (tally.wrong, tally.faults, tally.acked > 40) == (0, [], True)


def test_an_answer_that_was_lost_comes_again_the_same(folder):
    tally = line.lost_answers(folder, 20)
    assert (tally.wrong, tally.faults, tally.recovered) == (0, [], 20)


@pytest.mark.root
def test_a_pulled_plug_loses_nothing_that_was_acknowledged(tmp_path):
    if os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("needs root and mkfs.ext4: mounts a file system in a file")
    tally = power.cuts(tmp_path, 3)
    assert (tally.wrong, tally.faults, tally.acked > 30) == (0, [], True)


@pytest.mark.root
def test_a_server_that_does_not_wait_for_its_disk_would_be_found(tmp_path):
    if os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("needs root and mkfs.ext4: mounts a file system in a file")
    assert power.counter_check(tmp_path, 2).faults == []


def test_a_lossy_line_makes_scans_slow_and_never_wrong(folder):
    if missing := net.missing():
        pytest.skip(missing)
    tally = net.lossy(folder, 10, 4.0)
    assert (tally.wrong, tally.faults, tally.acked > 5) == (0, [], True)


def test_one_card_at_all_desks_at_once_is_welcome_once(folder):
    tally = crowding.same_card(folder, 20)
    assert (tally.wrong, tally.faults, tally.acked) == (0, [], 80)


def test_a_pile_that_waited_is_sent_whole(folder):
    tally = crowding.drain(folder, 100)
    assert (tally.wrong, tally.acked) == (0, 100)
