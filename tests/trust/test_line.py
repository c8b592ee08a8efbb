"""The short forms of the trials of the line and of the plug."""

import os
import shutil
import sys

import pytest

from tests.trials import line, power

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
