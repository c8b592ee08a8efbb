"""A proxy that does to a line what a Wi-Fi does: passes, goes dead without a word, resets, refuses, delays, loses an answer."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading


class Chaos:
    """A TCP proxy in a thread of its own. `mode`: pass, dead, reset, refuse; `delay` in seconds; `drop_answers`: how
    many of the next answers are lost, with the connection, after the server has done its work."""

    def __init__(self, port: int) -> None:
        self.target, self.mode, self.delay, self.drop_answers = port, "pass", 0.0, 0
        self._lines: set[tuple[asyncio.StreamWriter, asyncio.StreamWriter]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        listening = asyncio.start_server(self._line, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result(timeout=5)
        self.port = int(self._server.sockets[0].getsockname()[1])

    def set(self, mode: str) -> None:
        """Change what happens; `reset` cuts what is open at once."""
        self.mode = mode
        if mode in ("reset", "refuse"):
            self._loop.call_soon_threadsafe(self._reset)

    def end(self) -> None:
        """Hang up."""
        self._loop.call_soon_threadsafe(self._reset)
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_later(0.1, self._loop.stop)
        self._loop.call_soon_threadsafe(lambda: None)
        self._thread.join(timeout=5)
        self._loop.close()

    def _reset(self) -> None:
        for pair in list(self._lines):
            for writer in pair:
                _abort(writer)

    async def _line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.mode == "refuse":
            _abort(writer)
            return
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        pair = (writer, back)
        self._lines.add(pair)
        await asyncio.gather(self._carry(reader, back, up=True), self._carry(there, writer, up=False))
        self._lines.discard(pair)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, up: bool) -> None:
        try:
            while data := await reader.read(65536):
                while self.mode == "dead":
                    await asyncio.sleep(0.05)
                if self.delay:
                    await asyncio.sleep(self.delay)
                if not up and self.drop_answers and data.startswith(b"HTTP/1.1 200"):
                    self.drop_answers -= 1
                    _abort(writer)
                    return
                writer.write(data)
                await writer.drain()
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


def _abort(writer: asyncio.StreamWriter) -> None:
    sock = writer.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
