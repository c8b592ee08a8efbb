"""Other laptops that may have gone on with this conference: asked at a start, before anything is served.

The server asks the spare laptops that pulled from it, a spare the server that it pulled from. An answer counts only with
a term that is signed with the conference's key; whoever does not answer within a moment is taken to be off.
"""

from __future__ import annotations

import json
import ssl
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kiosk.conference import fence
from kiosk.recovery import takeover

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference

PEERS = "peers"
"""Name in the table `meta`: addresses that spares pulled from, the newest first."""
MOST = 4
SECONDS = 2.0


def note(conference: Conference, address: str) -> None:
    """Remember from which address a spare pulls."""
    known = json.loads(conference.db.remembered(PEERS) or "[]")
    if known[:1] != [address]:
        conference.db.remember(PEERS, json.dumps([address, *(one for one in known if one != address)][:MOST]))


def newest(conference: Conference, scheme: str, port: int) -> fence.Term:
    """Ask all of them at once; return the highest term that one of them serves under, number 0 where none answers."""
    hosts = [f"[{one}]" if ":" in one else one for one in json.loads(conference.db.remembered(PEERS) or "[]")]
    addresses = [f"{scheme}://{host}:{port}" for host in hosts]
    server = takeover.noted(conference.folder).address
    addresses += [server] if urlsplit(server).scheme in ("http", "https") else []
    if not addresses:
        return fence.Term()
    with ThreadPoolExecutor(len(addresses)) as several:
        return max(several.map(lambda address: _ask(conference, address), addresses))


def _ask(conference: Conference, address: str) -> fence.Term:
    """Return the term that a laptop serves under. Its certificate is not looked at: the signature is what counts."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=SECONDS, context=context) as answer:  # noqa: S310 - http(s) only, see above
            return fence.read(conference.key, conference.name, str(json.loads(answer.read(4096)).get("term", "")))
    except (OSError, HTTPException, ValueError, AttributeError):
        return fence.Term()
