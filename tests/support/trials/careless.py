"""A server that is careless on purpose: it answers before the disk has what it says. The plug's trial must catch it."""

from __future__ import annotations

import sys

from kiosk.server import serve
from kiosk.storage import connection

connection.PRAGMAS["synchronous"] = ("NORMAL", None)

if __name__ == "__main__":
    sys.exit(serve.main())
