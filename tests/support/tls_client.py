"""Pictures offered over TLS to a reader that is slow: `python -m tests.support.tls_client FOLDER`, a folder with a certificate.

Prints, a line each, the first byte and the length of every picture that the reader found whole.
"""

from gevent import monkey

monkey.patch_all()

import socket  # noqa: E402
import ssl  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from kiosk.machine import tls  # noqa: E402
from kiosk.web.websocket import Whole  # noqa: E402

SIZE = 600_000
"""More than the line takes at once."""
COUNT = 9


def main() -> None:
    """Offer, let the reader sleep, offer, let it read to the end."""
    place = Path(sys.argv[1]) / tls.FOLDER
    listener = socket.create_server(("127.0.0.1", 0))
    trusting = ssl.create_default_context(cafile=str(place / tls.AUTHORITY))
    server = gevent.spawn(serve, listener, tls.context(place / tls.CHAIN, place / tls.KEY))
    bare = socket.socket()
    bare.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    bare.connect(listener.getsockname())
    line = trusting.wrap_socket(bare, server_hostname="kiosk.local")
    gevent.sleep(1)
    got = b""
    while part := line.recv(65536):
        got += part
    server.join()
    pictures = [got[n : n + SIZE] for n in range(0, len(got), SIZE)]
    print(*(f"{chr(one[0])} {len(one)} {len(set(one))}" for one in pictures), sep="\n")


def serve(listener: socket.socket, context: ssl.SSLContext) -> None:
    """One line; each picture is one letter again and again."""
    line = Whole(context.wrap_socket(listener.accept()[0], server_side=True))
    for number in range(COUNT):
        line.offer(bytes([ord("1") + number]) * SIZE)
        gevent.sleep(0.02)
    line.send(b"")  # waits until all is written
    line.close()


if __name__ == "__main__":
    main()
