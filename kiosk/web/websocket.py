"""Sockets: four mends that the WebSocket below Flask-SocketIO needs, and what a stranger's socket may not do.

1. A frame is written whole. simple-websocket calls `send()` once, which on a gevent socket may write a part; the rest
   would be lost, and with it the stream of a slow reader.
2. A message is limited while it arrives. Engine.IO looks at its length only when all of it is in memory.
3. A frame is made once per broadcast and never compressed: compression is per client, and took 152 ms instead of 59
   for a thousand of them.
4. A picture is offered and not queued (`Crowd`). Each line takes at once what it can; a slow one is finished aside, and
   of what is drawn meanwhile gets the newest only. Engine.IO's queue and writer for each client cost five times as much,
   and a slow reader's queue grew.
"""

from __future__ import annotations

import logging
import socket
import ssl
import threading
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
import simple_websocket
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from simple_websocket import ConnectionClosed
from socketio.packet import EVENT, Packet
from wsproto.frame_protocol import FrameProtocol

from kiosk.web.connections import KEY as CONNECTION
from kiosk.web.connections import Phase
from kiosk.web.rate_limit import Limit

if TYPE_CHECKING:
    from flask_socketio import SocketIO

MESSAGE_LIMIT = 64 * 1024
"""Bytes of one message from a client. Pages send nothing but heartbeats and their name."""
MESSAGES = (120, 60.0)
"""Messages of one socket in so many seconds: a page's heartbeats are 15 a minute."""
JOIN = "40"
HEARD = (JOIN, "41", "3", "1")
"""All that pages say: join, leave, heartbeat, close. Events change nothing here, HTTP does; one hangs up."""
LONGEST_HEARD = 512
"""Characters of what a page says at most: its stand and language."""
STALLED_SECONDS = 20.0
"""A reader that takes nothing for so long is gone: its heartbeat was missed more than twice."""
EXTENSIONS = "HTTP_SEC_WEBSOCKET_EXTENSIONS"
LINE = "kiosk.line"
"""Where a request's WSGI environment holds its socket."""
log = logging.getLogger("kiosk")


@lru_cache(maxsize=4)
def frame(text: str) -> bytes:
    """A text message as it goes over the line, the same bytes for every reader."""
    return bytes(FrameProtocol(client=False, extensions=[]).send_data(text))


class Whole:
    """A socket that writes everything, one frame after the other."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock, self._lock = sock, threading.Lock()
        self._newest: bytes | None = None
        sock.settimeout(STALLED_SECONDS)

    def send(self, data: bytes) -> int:
        """Write all of it. A reader that has stalled loses its connection, not a part of a frame."""
        with self._lock:
            self._write(data)
        return len(data)

    def offer(self, data: bytes) -> None:
        """Write without waiting for the reader: what the line does not take now follows by itself, or the next offer instead."""
        self._newest = data
        if not self._lock.acquire(blocking=False):
            return  # whoever writes takes it from there
        self._newest = None
        rest = data[self._take(data) :]
        if rest:
            threading.Thread(target=self._finish, args=(rest,), daemon=True).start()
        else:
            self._lock.release()

    def _take(self, data: bytes) -> int:
        """How many bytes the line takes now."""
        self._sock.settimeout(0.0)
        try:
            return self._sock.send(data)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return 0
        except OSError:
            self.cut()
            return len(data)
        finally:
            self._sock.settimeout(STALLED_SECONDS)

    def _finish(self, rest: bytes) -> None:
        with suppress(OSError):
            self._write(rest)
        self._lock.release()

    def _write(self, data: bytes | None) -> None:
        """Write it, and what was offered meanwhile."""
        try:
            while data:
                self._sock.sendall(data)
                data, self._newest = self._newest, None
        except OSError:
            self.cut()
            raise

    def cut(self) -> None:
        """Hang up for both directions, after what was written."""
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """The end: a copy of the socket that the web server holds must not keep the line open."""
        self.cut()
        self._sock.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class Line(simple_websocket.Server):
    """One WebSocket, mended."""

    sock: Any

    def handshake(self) -> None:
        """Answer the upgrade; from the first byte on, frames are written whole."""
        self.sock = Whole(self.sock)
        super().handshake()

    def send(self, data: str | bytes) -> None:
        """Send one message."""
        if not self.connected:
            raise ConnectionClosed(self.close_reason, self.close_message)
        if isinstance(data, bytes):
            super().send(data)
        else:
            self.sock.send(frame(str(data)))

    def offer(self, data: bytes) -> None:
        """Send a frame that is made already, without waiting for the reader."""
        if self.connected:
            self.sock.offer(data)

    def close(self, reason: Any = None, message: str | None = None) -> None:
        """Say goodbye and hang up, whether or not the other side answers."""
        super().close(reason, message)
        self.sock.cut()


class Wire(SimpleWebSocketWSGI):
    """What Engine.IO asks for a WebSocket: made without compression, bounded, and counted."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Take the request over as a WebSocket until it closes."""
        environ.pop(EXTENSIONS, None)
        if connection := environ.get(CONNECTION):
            connection.enter(Phase.SOCKET)
            environ |= _undoubled(environ)
        self._address = environ.get("REMOTE_ADDR", "")
        self._messages = Limit(*MESSAGES)
        self.ws = environ[LINE] = Line(environ, max_message_size=MESSAGE_LIMIT, **self.server_args)
        answer = self.app(self)
        if self.ws.mode == "werkzeug":
            raise ConnectionError
        return answer

    def wait(self) -> str | None:
        """The next message, or None when the socket is closed, talks too much or says what no page of ours says."""
        message = super().wait()
        if message is None:
            return None
        if not isinstance(message, str) or not _is_heard(message) or not self._messages.take():
            log.info("socket closed: no page of ours talks so", extra={"facts": {"address": self._address}})
            return None
        return message


def _is_heard(message: str) -> bool:
    """Return True for what a page of ours may say. Anything else would be an error with a trace further in."""
    if len(message) > LONGEST_HEARD or not message.startswith(HEARD):
        return False
    said = message.removeprefix(JOIN) if message.startswith(JOIN) else ""
    try:
        return not said or isinstance(msgspec.json.decode(said), dict)
    except (msgspec.DecodeError, RecursionError):
        return False


def _undoubled(environ: dict[str, Any]) -> dict[str, Any]:
    """The connection's socket under the key by which simple-websocket takes it as it is.

    Found by itself it would be duplicated, and a page would cost two files for as long as it is open.
    """
    raw = getattr(getattr(environ.get("wsgi.input"), "rfile", None), "raw", None)
    return {} if raw is None else {"gunicorn.socket": raw._sock}


class Crowd:
    """All open pages by room. A picture goes to each page of a room as the same bytes."""

    def __init__(self, socketio: SocketIO) -> None:
        self.socketio = socketio
        self.rooms: dict[str, dict[str, Line | None]] = {}

    def join(self, room: str, sid: str, environ: dict[str, Any]) -> None:
        """A page takes part; `environ` is the request that opened its socket."""
        self.rooms.setdefault(room, {})[sid] = environ.get(LINE)

    def leave(self, sid: str) -> None:
        """A page is gone."""
        for pages in self.rooms.values():
            pages.pop(sid, None)

    def everyone(self) -> list[str]:
        """Their socket ids."""
        return [sid for pages in self.rooms.values() for sid in pages]

    def tell(self, room: str, picture: dict[str, Any]) -> None:
        """Offer a picture to every page of a room. One whose line is not ours gets it by Socket.IO's own way."""
        pages = self.rooms.get(room)
        if not pages:
            return
        text = Packet(EVENT, data=["picture", picture], namespace="/").encode()
        data = frame(f"4{text}")
        for sid, line in list(pages.items()):
            if line is None:
                self.socketio.emit("picture", picture, to=sid)
            else:
                line.offer(data)


def mend(socketio: SocketIO) -> None:
    """Put the mends in."""
    engine = socketio.server.eio
    parts = {"thread_class": engine._async["thread"], "event_class": engine._async["event"]}
    engine._async = engine._async | {"websocket": lambda handler, server: Wire(handler, server, **parts)}


def hang_up(socketio: SocketIO, sid: str) -> None:
    """Say goodbye to a page, which reloads itself, and close its line whether or not it listens."""
    server = socketio.server
    line = server.manager.eio_sid_from_sid(sid, "/")
    server.disconnect(sid)
    if line is not None:
        socketio.start_background_task(server.eio.disconnect, line)
