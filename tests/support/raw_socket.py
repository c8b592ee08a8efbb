"""A WebSocket client by hand: it sees frames as they are, may read nothing for a while, and may send what no browser would."""

from __future__ import annotations

import base64
import json
import os
import socket
import struct
from typing import Any


class Wire:
    """One connection to `/socket.io`, from the upgrade on."""

    def __init__(self, port: int, *, host: str = "127.0.0.1", headers: dict[str, str] | None = None) -> None:
        self.sock = socket.socket()
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self.sock.settimeout(10)
        self.sock.connect((host, port))
        lines = {
            "Host": f"{host}:{port}", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(), "Origin": f"http://{host}:{port}",
        } | (headers or {})  # fmt: skip
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
        self.sock.sendall(f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n{head}\r\n".encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            got = self.sock.recv(4096)
            if not got:
                break
            self.buffer += got
        answer, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        self.answer = answer.decode()
        self.status = int(self.answer.split()[1])

    def exactly(self, count: int) -> bytes:
        """The next bytes; ConnectionError at the end of the stream."""
        while len(self.buffer) < count:
            got = self.sock.recv(65536)
            if not got:
                raise ConnectionError("closed")
            self.buffer += got
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def frame(self) -> tuple[int, bool, bytes]:
        """The next frame: opcode, whether it is compressed, payload."""
        first, second = self.exactly(2)
        assert first & 0x80, "a frame in parts"
        size = second & 0x7F
        if size == 126:
            (size,) = struct.unpack(">H", self.exactly(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", self.exactly(8))
        return first & 0x0F, bool(first & 0x40), self.exactly(size)

    def text(self) -> str:
        """The next message as text; heartbeats are answered on the way."""
        while True:
            opcode, _compressed, payload = self.frame()
            if opcode == 8:
                raise ConnectionError("closed")
            if payload == b"2":
                self.send(b"3")
            elif opcode == 1:
                return payload.decode()

    def send(self, payload: bytes, opcode: int = 1, end: bool = True) -> None:
        """Send one frame, masked as clients must."""
        mask = os.urandom(4)
        head = bytes([opcode | (0x80 if end else 0)])
        size = len(payload)
        head += bytes([0x80 | size]) if size < 126 else bytes([0x80 | 126]) + struct.pack(">H", size)
        self.sock.sendall(head + mask + bytes(b ^ mask[n % 4] for n, b in enumerate(payload)))

    def join(self, stand: str = "hall") -> dict[str, Any]:
        """Join a stand as its page does; returns its first picture. ConnectionRefusedError with the reason."""
        assert self.text().startswith("0")
        self.send(b"40" + json.dumps({"stand": stand, "lang": "vi"}).encode())
        while True:
            message = self.text()
            if message.startswith("44"):
                raise ConnectionRefusedError(message)
            if message.startswith("42"):
                return dict(json.loads(message[2:])[1])

    def picture(self) -> dict[str, Any]:
        """The next picture."""
        while not (message := self.text()).startswith("42"):
            pass
        return dict(json.loads(message[2:])[1])

    def close(self) -> None:
        """Hang up."""
        self.sock.close()
