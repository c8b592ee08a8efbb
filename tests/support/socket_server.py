"""A real server of one conference whose hall can be told to send large pictures: `python -m tests.support.socket_server DIR`.

Lines on standard input: `send COUNT SIZE`, `looking`, `memory`. Each is answered by one line.
"""

from gevent import monkey

monkey.patch_all()

import resource  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402
from gevent.fileobject import FileObjectThread  # noqa: E402

from kiosk.app import create_app  # noqa: E402
from kiosk.conference.conference import open_conference  # noqa: E402
from kiosk.server.wsgi import Handler, Server  # noqa: E402


def main() -> None:
    """Serve until the input ends."""
    app = create_app(open_conference(Path(sys.argv[1])), async_mode="gevent")
    screens = app.extensions["screens"]
    listener = Server(("127.0.0.1", 0), app, connections=app.extensions["connections"], handler_class=Handler, log=None)
    listener.start()
    print(listener.server_port, flush=True)
    for line in FileObjectThread(sys.stdin):
        command, *numbers = line.split()
        if command == "send":
            count, size = map(int, numbers)
            for number in range(count):
                screens.crowd.tell("hall.vi", {"number": number, "html": f"{number}ế" * (size // 4)})
                gevent.sleep(0)
        print(len(screens.looking) if command == "looking" else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
