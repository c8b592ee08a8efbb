"""The short form of the campaign's trial of a screen whose line goes dead without a word."""

import sys

import pytest

from tests.support.trials import banner


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_a_dead_line_is_said_and_the_screen_comes_back(folder, chromium):
    tally = banner.shown(folder, 1, chromium)
    assert (tally.faults, tally.measured["dead line"] > 0) == ([], True)
