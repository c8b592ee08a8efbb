"""A socket process for a large audience: `python -m kiosk.server.audience --conference ID --port N`, the Redis in KIOSK_REDIS.

It carries the public pictures to halls and phones, as many of these as run, on as many machines, behind any proxy. It
knows nothing but what Redis holds, never opens a database, and shows nothing as live that is not: when the writer's beat
stays away it hangs up, pages say so, and come back when it does.
"""

from __future__ import annotations

from gevent import monkey

if __name__ == "__main__":
    monkey.patch_all()

import argparse
import json
import logging
import os
import sys
import time
from typing import TYPE_CHECKING, Any

import gevent
import redis
from flask import Flask, Response, jsonify, request
from flask_socketio import ConnectionRefusedError, SocketIO

from kiosk import assets
from kiosk.i18n import DEFAULT, LANGUAGES
from kiosk.server import redis_publisher
from kiosk.web import access, compression, headers, websocket
from kiosk.web.pictures import room

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

STANDS = ("hall", "phone")
SILENCE_SECONDS = 3.5
"""Without a beat for so long, the line to the writer is lost; it beats each second."""
log = logging.getLogger("kiosk")


class Audience:
    """The newest pictures of a conference, as heard from Redis, and the sockets that look at them."""

    def __init__(self, url: str, conference: str) -> None:
        self.url, self.conference = url, conference
        self.redis = redis.Redis.from_url(url, **redis_publisher.PATIENCE)
        self.heard = 0.0
        self.pictures: dict[str, dict[str, Any]] = {}
        self.app = Flask("kiosk", static_folder=str(assets.folder("static")))
        self.socketio = SocketIO(
            self.app, async_mode="gevent", async_handlers=False, cors_allowed_origins=_origin, ping_interval=4,
            ping_timeout=4, max_http_buffer_size=16 * 1024, manage_session=False, transports=["websocket"],
        )  # fmt: skip
        self.crowd = websocket.Crowd(self.socketio)
        websocket.mend(self.socketio)
        self._routes()
        self._sockets()

    @property
    def live(self) -> bool:
        """Whether the writer was heard a moment ago."""
        return time.monotonic() - self.heard < SILENCE_SECONDS

    def listen(self) -> None:
        """For ever: hear pictures and beats; on a loss, try again twice a second."""
        while True:
            try:
                self._listen()
            except (redis.RedisError, OSError) as error:
                log.warning("redis is lost: %s", type(error).__name__)
            gevent.sleep(0.5)

    def _listen(self) -> None:
        pubsub = self.redis.pubsub(ignore_subscribe_messages=True)
        names = {redis_publisher.key(self.conference, name): name for name in ("pictures", "beat")}
        try:
            pubsub.subscribe(*names)
            self._catch_up()
            end = time.monotonic() + SILENCE_SECONDS
            while time.monotonic() < end:
                message = pubsub.get_message(timeout=0.5)
                if message:
                    self._hear(names[message["channel"].decode()], message["data"])
                    end = time.monotonic() + SILENCE_SECONDS
        finally:
            pubsub.close()

    def _catch_up(self) -> None:
        """Read the newest pictures; what was published before this subscription is in them."""
        for stand in STANDS:
            for language in LANGUAGES:
                text = self.redis.get(redis_publisher.key(self.conference, "picture", stand, language))
                if text:
                    self._show(stand, language, json.loads(text))

    def _hear(self, channel: str, data: bytes) -> None:
        self.heard = time.monotonic()
        if channel == "pictures":
            self._show(*json.loads(data))

    def _show(self, stand: str, language: str, picture: dict[str, Any]) -> None:
        name = room(stand, language)
        self.pictures[name] = picture
        self.crowd.tell(name, picture)

    def watch(self) -> None:
        """For ever: hang up on everybody when the writer falls silent, so that no page shows old for live."""
        while True:
            gevent.sleep(0.25)
            if not self.live:
                for sid in self.crowd.everyone():
                    self.crowd.leave(sid)
                    eio = self.socketio.server.manager.eio_sid_from_sid(sid, "/")
                    if eio:
                        self.socketio.server.eio.disconnect(eio)

    def _sockets(self) -> None:
        @self.socketio.on("connect")
        def connect(auth: Any = None) -> None:
            stand = auth.get("stand") if isinstance(auth, dict) else None
            if stand not in STANDS or not self.live:
                raise ConnectionRefusedError("not live")
            language = auth.get("lang") if auth.get("lang") in LANGUAGES else DEFAULT
            sid: str = request.sid  # type: ignore[attr-defined]
            self.crowd.join(room(stand, language), sid, request.environ)
            if picture := self.pictures.get(room(stand, language)):
                self.socketio.emit("picture", picture, to=sid)

        @self.socketio.on("disconnect")
        def disconnect(reason: Any = None) -> None:
            self.crowd.leave(request.sid)  # type: ignore[attr-defined]

    def _routes(self) -> None:
        app = self.app
        app.after_request(_finish)

        @app.get("/healthz")
        def healthz() -> ResponseReturnValue:
            return jsonify(
                ok=self.live, conference=self.conference, looking=len(self.crowd.everyone())
            ), 200 if self.live else 503

        @app.get("/<stand>")
        def page(stand: str) -> ResponseReturnValue:
            wanted = request.args.get("lang", DEFAULT)
            return self._kept("page", stand, wanted if wanted in LANGUAGES else DEFAULT, mimetype="text/html")

        @app.post("/hall/shown")
        def shown() -> ResponseReturnValue:
            return jsonify(known=True)  # the operator sees the screens of the writer; these are too many to list

        @app.get("/conference.css")
        def conference_css() -> ResponseReturnValue:
            return self._kept("page", "conference.css", mimetype="text/css")

        @app.get("/<stand>/picture")
        def picture(stand: str) -> ResponseReturnValue:
            wanted = request.args.get("lang", DEFAULT)
            known = self.pictures.get(room(stand, wanted)) if self.live else None
            return jsonify(known) if known else (jsonify(error="not live"), 503)

        @app.get("/hall/slides/<deck>/<int:page>.webp")
        def slide(deck: str, page: int) -> ResponseReturnValue:
            """A page of slides that the hall shows now, and no other."""
            shown = self.pictures.get(room("hall", DEFAULT), {"html": ""})["html"]
            if not self.live or (deck, str(page)) not in redis_publisher.SLIDE.findall(shown):
                return jsonify(error="There is no such page."), 404
            try:
                body = self.redis.get(redis_publisher.key(self.conference, "slide", deck, str(page)))
            except redis.RedisError:
                body = None
            return Response(body, mimetype="image/webp") if body else (jsonify(error="not live"), 503)

    def _kept(self, *parts: str, mimetype: str) -> ResponseReturnValue:
        if parts[1] not in (*STANDS, "conference.css"):
            return jsonify(error="There is no such page."), 404
        try:
            text = self.redis.get(redis_publisher.key(self.conference, *parts))
        except redis.RedisError:
            text = None
        return Response(text, mimetype=mimetype) if text else (jsonify(error="not live"), 503)


def _finish(response: Response) -> Response:
    return headers.apply(compression.compress(request, response), kept=request.path.startswith("/static/"))


def _origin(origin: str, environ: dict[str, Any] | None = None) -> bool:
    return access.same_origin(origin, (environ or {}).get("HTTP_HOST", ""))


def main(arguments: list[str] | None = None) -> int:
    """Carry pictures until the process is told to stop."""
    from kiosk.server.wsgi import Handler, Server, limited, settle_memory, sweep

    parser = argparse.ArgumentParser(prog="kiosk.server.audience")
    parser.add_argument("--conference", required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8100)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    audience = Audience(os.environ["KIOSK_REDIS"], options.conference)
    connections = limited(share=1.0)  # all of them are strangers, often behind one proxy
    listener = Server(
        (options.host, options.port),
        audience.app,
        connections=connections,
        handler_class=Handler,
        log=None,
        error_log=log,
    )
    listener.start()
    print(f"screens    http://{options.host}:{listener.server_port}/hall", flush=True)
    gevent.spawn(audience.listen)
    gevent.spawn(audience.watch)
    gevent.spawn(sweep, connections)
    settle_memory()
    listener.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
