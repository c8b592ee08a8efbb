"""The end of a console window on Windows: its X, signing out, and shutting down give a process a few seconds.

Windows calls a routine in a thread of its own and ends the process as soon as that returns, or after five seconds
(`CTRL_CLOSE_EVENT`, SetConsoleCtrlHandler). Python's own handler of SIGBREAK returns at once, before anything was
written. So the routine asks for the stop and waits in it. Elsewhere a closed window is SIGHUP.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

CLOSE, LOGOFF, SHUTDOWN = 2, 5, 6
"""Windows' numbers of the events; Ctrl+C is 0 and Ctrl+Break 1, which are signals."""
MOST_SECONDS = 5.0
"""From the event until Windows ends the process (default of HungAppTimeout)."""
WAIT_SECONDS = 4.7
LOOK_SECONDS = 0.05

_kept: list[Any] = []
"""The routines: Windows holds only their addresses."""


def on_close(
    ask: Callable[[], object],
    ended: Callable[[], bool] = lambda: False,
    *,
    register: Callable[[Callable[[int], bool]], object] | None = None,
    sleep: Callable[[float], object] = time.sleep,
) -> None:
    """Call `ask` when the window closes, then hold the end up until `ended` or the time is over.

    `ask` runs in another thread of the system. A process that ends by itself before `ended` ends the wait as well.
    `sleep` must not be a form that gevent replaced. Does nothing on other systems.
    """

    def routine(event: int) -> bool:
        if event not in (CLOSE, LOGOFF, SHUTDOWN):
            return False
        ask()
        end = time.monotonic() + WAIT_SECONDS
        while not ended() and time.monotonic() < end:
            sleep(LOOK_SECONDS)
        return True

    register = register or _registrar()
    if register is not None:
        register(routine)


def _registrar() -> Callable[[Callable[[int], bool]], object] | None:
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        def register(routine: Callable[[int], bool]) -> None:
            held = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.DWORD)(routine)
            _kept.append(held)
            ctypes.windll.kernel32.SetConsoleCtrlHandler(held, True)

        return register
    else:
        return None
