"""Folders that something else copies while they are written, or that lie on another machine."""

from pathlib import Path

import pytest

from kiosk.machine.cloud_folders import look

MOUNTS = [("/", "ext4"), ("/mnt/share", "cifs"), ("/home/an/sach", "nfs4"), ("/media/usb", "vfat")]


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/an/OneDrive/hoi-nghi", "OneDrive"),
        ("/home/an/OneDrive - SKHCN Hai Phong/hoi-nghi", "OneDrive"),
        ("/home/an/Dropbox/kiosk", "Dropbox"),
        ("/home/an/Google Drive/kiosk", "Google Drive"),
        ("/home/an/Nextcloud/kiosk", "Nextcloud"),
        ("/Users/an/Library/Mobile Documents/kiosk", "iCloud"),
        ("/mnt/share/kiosk", "network"),
        ("/home/an/sach/kiosk", "network"),
        ("//server/share/kiosk", "network"),
        ("/home/an/kiosk", None),
        ("/home/an/onedrive-notes/kiosk", None),
        ("/media/usb/kiosk", None),
        ("/mnt/shared/kiosk", None),
    ],
)
def test_where_it_lies_is_recognised(path, service):
    found = look(Path(path), {}, MOUNTS)
    assert (found.service if found else None) == service


def test_onedrive_is_known_by_where_windows_says_it_is(tmp_path):
    found = look(tmp_path / "a" / "kiosk", {"OneDriveCommercial": str(tmp_path)}, MOUNTS)
    assert (found.service, found.root) == ("OneDrive", tmp_path)


def test_a_client_leaves_its_mark(tmp_path):
    (tmp_path / ".dropbox.cache").mkdir()
    assert look(tmp_path / "kiosk", {}, MOUNTS).service == "Dropbox"
