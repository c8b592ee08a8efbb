"""The laptop itself: its battery, and whether it waits to restart for updates."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import psutil

RESTART_KEYS = (
    r"SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired",
    r"SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending",
)
RESTART_FILE = Path("/run/reboot-required")


def battery() -> tuple[bool, float] | None:
    """Return (plugged in, percent), or None where there is no battery."""
    found = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
    return (bool(found.power_plugged), float(found.percent)) if found else None


def restart_waits(file: Path = RESTART_FILE) -> bool:
    """Return whether the system waits to restart for updates: as Windows notes it in its registry, Debian in a file."""
    if sys.platform == "win32":
        import winreg

        for key in RESTART_KEYS:
            with suppress(FileNotFoundError):
                winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY).Close()
                return True
        return False
    else:
        return file.exists()
