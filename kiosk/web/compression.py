"""Compressed answers for slow lines: what holds no secret and is the same for everybody, static texts and the audience's page.

Other pages are not compressed: the length of a compressed page tells what it holds to whoever can add to it (CVE-2013-3587,
BREACH).
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Request, Response

TYPES = frozenset({"text/javascript", "text/css", "image/svg+xml", "text/html"})
OPEN = frozenset({"/phone", "/conference.css"})
"""Addresses beside `/static/` that give everybody the same."""
LEAST, MOST = 400, 256 * 1024
"""Bytes: below, a packet is not saved; above, one file would keep the desks waiting for more than a few milliseconds."""
KEPT_FILES = 256


@lru_cache(maxsize=KEPT_FILES)
def _packed(text: bytes) -> bytes:
    return gzip.compress(text, 9, mtime=0)


def compress(request: Request, response: Response) -> Response:
    """Compress what is the same for everybody where the browser takes gzip; an ETag then names either form."""
    is_open = request.path.startswith("/static/") or request.path in OPEN
    if not is_open or response.status_code != 200 or response.mimetype not in TYPES or request.method != "GET":
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or not LEAST <= (response.content_length or 0) <= MOST:
        return response
    etag, _weak = response.get_etag()
    response.direct_passthrough = False
    response.set_data(_packed(response.get_data()))
    response.headers["Content-Encoding"] = "gzip"
    if etag:
        response.set_etag(etag, weak=True)
    return response
