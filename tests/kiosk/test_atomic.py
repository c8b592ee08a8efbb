"""A file is written whole or not at all, and for its owner only where it holds a secret."""

import os
import stat
import sys
from pathlib import Path

import pytest

from kiosk import atomic


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    atomic.write(tmp_path / "a.txt", b"first")
    atomic.write(tmp_path / "a.txt", b"second")
    assert (tmp_path / "a.txt").read_bytes() == b"second"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_old_file_and_nothing_else(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.txt"
    atomic.write(path, b"old")
    monkeypatch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), fail)
    with pytest.raises(OSError, match="No space left"):
        atomic.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def test_the_data_are_synced_before_the_name_and_the_folder_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    replace = Path.replace

    def sync(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")

    def rename(part: Path, path: Path) -> Path:
        done.append("name")
        return replace(part, path)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", rename)
    atomic.write(tmp_path / "a.txt", b"whole")
    assert done == ["file", "name", "folder"]


def test_a_folder_that_cannot_be_synced_still_has_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "fsync", sync)
    atomic.write(tmp_path / "a.txt", b"whole")
    assert (tmp_path / "a.txt").read_bytes() == b"whole"


def test_a_folder_appears_with_all_its_files_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = tmp_path / "papers.part"
    (part / "letters").mkdir(parents=True)
    (part / "report.docx").write_bytes(b"r")
    (part / "letters" / "1.docx").write_bytes(b"l")
    synced: list[bytes] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.pread(handle, 9, 0)) if part.exists() else None)
    atomic.put(part, tmp_path / "papers")
    assert sorted(synced) == [b"l", b"r"]
    assert names(tmp_path) == ["papers"]


@pytest.mark.skipif(sys.platform == "win32", reason="the modes of files are those of POSIX")
def test_a_secret_is_for_its_owner_only_whatever_was_there(tmp_path: Path) -> None:
    path = tmp_path / "server.key"
    path.write_bytes(b"old")
    path.chmod(0o644)
    atomic.write(path, b"secret", private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("system", "held", "tries"), [("win32", 3, 4), ("win32", 5, 6), ("win32", 99, 6), ("linux", 1, 1)]
)
def test_a_program_that_holds_the_file_for_a_moment_is_waited_for_on_windows(
    system: str, held: int, tries: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A double of Windows: the rename is refused while a scanner for viruses has the old file open."""
    done, paused = [], []
    rename = Path.replace

    def refused(part: Path, path: Path) -> Path:
        done.append(part)
        if len(done) <= held:
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return rename(part, path)

    (tmp_path / "a.part").write_bytes(b"new")
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refused)
    if held < tries:
        atomic.move(tmp_path / "a.part", tmp_path / "a", system=system, pause=paused.append)
        assert (tmp_path / "a").read_bytes() == b"new"
    else:
        with pytest.raises(PermissionError):
            atomic.move(tmp_path / "a.part", tmp_path / "a", system=system, pause=paused.append)
        assert (tmp_path / "a").read_bytes() == b"old"
    assert len(done) == tries
    assert paused == list(atomic.WAITS[: len(paused)])


def test_a_file_that_is_being_replaced_is_read_a_moment_later_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries, paused = [], []
    (tmp_path / "a").write_bytes(b"whole")

    def opened(path: Path) -> bytes:
        tries.append(path)
        if len(tries) < 3:
            raise PermissionError(13, "Permission denied")
        return b"whole"

    monkeypatch.setattr(Path, "read_bytes", opened)
    assert atomic.read(tmp_path / "a", system="win32", pause=paused.append) == b"whole"
    assert paused == list(atomic.WAITS[:2])
    tries.clear()
    with pytest.raises(PermissionError):
        atomic.read(tmp_path / "a", system="linux", pause=paused.append)


def held_open(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Be a double of Windows: a file of this name, or a folder with one, cannot be moved, as another program has it open."""
    replace = Path.replace

    def refused(part: Path, path: Path) -> Path:
        if part.name == name or (part.is_dir() and list(part.rglob(name))):
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return replace(part, path)

    monkeypatch.setattr(Path, "replace", refused)


def test_a_folder_in_which_a_file_is_open_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = tmp_path / "papers", tmp_path / "papers.part"
    for folder, names_ in ((old, ("open.docx", "other.docx")), (new, ("new.docx",))):
        folder.mkdir()
        for name in names_:
            (folder / name).write_bytes(b"x")
    held_open(monkeypatch, "open.docx")
    with pytest.raises(PermissionError):
        atomic.put_folder(new, old)
    assert names(old) == ["open.docx", "other.docx"]
    monkeypatch.undo()
    atomic.put_folder(new, old)
    assert (names(old), names(tmp_path)) == (["new.docx"], ["papers"])


def test_of_files_that_go_together_all_move_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = ["kiosk.db", "kiosk.db-shm", "kiosk.db-wal"]
    for name in files:
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "aside").mkdir()
    held_open(monkeypatch, "kiosk.db-wal")
    pairs = [(tmp_path / name, tmp_path / "aside" / name) for name in files]
    with pytest.raises(PermissionError):
        atomic.move_all(pairs)
    assert (names(tmp_path), names(tmp_path / "aside")) == (["aside", *files], [])
    monkeypatch.undo()
    atomic.move_all(pairs)
    assert names(tmp_path / "aside") == files
