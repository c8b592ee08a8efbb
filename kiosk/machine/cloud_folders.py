"""Folders that another program copies while they are written, or that lie on another machine: no place for a database.

A synchronised database reaches the other side in pieces (its write-ahead log later or never), and a client that holds
the file for its upload makes a write or a rename fail. A network drive's locks may not hold.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Where Windows tells the folders of OneDrive."""
NAMES = {
    "OneDrive": re.compile(r"onedrive( - .+)?", re.IGNORECASE),
    "Dropbox": re.compile(r"dropbox( \(.+\))?", re.IGNORECASE),
    "Google Drive": re.compile(r"google ?drive|googledrive-.+|my drive", re.IGNORECASE),
    "iCloud": re.compile(r"iclouddrive|com~apple~clouddocs|mobile documents", re.IGNORECASE),
    "Nextcloud": re.compile(r"(next|own)cloud", re.IGNORECASE),
    "Box": re.compile(r"box sync|box-box", re.IGNORECASE),
}
"""Names that the clients give their folders, as a whole part of a path."""
MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "Nextcloud",
    ".sync_folder": "Nextcloud",
}
"""Files that lie at the top of a synchronised folder."""
NETWORK = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afpfs",
    "webdav",
    "davfs",
    "fuse.sshfs",
    "fuse.davfs2",
    "9p",
    "ncpfs",
}
"""File systems of other machines."""


@dataclass(frozen=True, slots=True)
class Found:
    """Why a folder is a bad place: `service` names the client, or is "network" for a drive of another machine."""

    service: str
    root: Path


def look(
    folder: Path, environ: Mapping[str, str] | None = None, mounts: Iterable[tuple[str, str]] | None = None
) -> Found | None:
    """Return what copies this folder or where else it lies, or None for a plain folder on this computer's own disk.

    `mounts`: (mount point, type of file system), as `psutil.disk_partitions` tells them.
    """
    path = folder.expanduser().absolute()
    environ = os.environ if environ is None else environ
    above = [path, *path.parents]
    told = {Path(root).absolute() for name in VARIABLES if (root := environ.get(name))}
    for place in above:
        if place in told:
            return Found("OneDrive", place)
    for place in above:
        for service, name in NAMES.items():
            if name.fullmatch(place.name):
                return Found(service, place)
        for mark, service in MARKS.items():
            if (place / mark).exists():
                return Found(service, place)
    return _network(path, _mounts() if mounts is None else mounts)


def _network(path: Path, mounts: Iterable[tuple[str, str]]) -> Found | None:
    if str(path).startswith(("\\\\", "//")):
        return Found("network", Path(path.anchor))
    held = [(Path(point), kind) for point, kind in mounts if path.is_relative_to(point)]
    if not held:
        return None
    point, kind = max(held, key=lambda one: len(one[0].parts))
    return Found("network", point) if kind.lower() in NETWORK or _is_remote(point) else None


def _mounts() -> list[tuple[str, str]]:
    return [(part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True)]


def _is_remote(point: Path) -> bool:
    """Return True for a drive letter of Windows that stands for another machine's folder."""
    if sys.platform == "win32":
        import ctypes

        remote = 4  # DRIVE_REMOTE of GetDriveTypeW
        return int(ctypes.windll.kernel32.GetDriveTypeW(f"{point.drive}\\")) == remote
    return False
