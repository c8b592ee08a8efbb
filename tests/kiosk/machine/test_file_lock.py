"""The lock of a folder: held by one process, gone with it."""

import subprocess
import sys

import pytest

from kiosk.machine.file_lock import FILE, FolderLock, Held

HOLD = "import sys; from pathlib import Path; from kiosk.machine.file_lock import FolderLock; lock = FolderLock(Path(sys.argv[1])).take(); print('held', flush=True); input()"  # noqa: E501


def test_another_process_is_refused_until_the_first_ends(tmp_path):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "held\n"
    with pytest.raises(Held):
        FolderLock(tmp_path).take()
    child.kill()
    child.communicate()
    with FolderLock(tmp_path):
        assert (tmp_path / FILE).exists()


def test_it_is_given_back(tmp_path):
    with FolderLock(tmp_path), pytest.raises(Held):
        FolderLock(tmp_path).take()
    FolderLock(tmp_path).take().release()
