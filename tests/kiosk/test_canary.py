"""Nothing private reaches a public address: markers in every private column, and every byte that a stranger can get."""

from __future__ import annotations

import pytest

from badges import guests
from kiosk.conference.devices import Role
from tests.support.markers import fill, markers

PUBLIC = {"CANARY-organisation-name", "CANARY-organisation-short_name"}
"""What strangers may read besides the question itself. Every other text is private."""


@pytest.fixture
def private(conference, write):
    """The private markers of a conference full of them."""
    fill(conference, write)
    return markers(conference) - PUBLIC


def everything_public(app, conference, write):
    """Every byte that a stranger gets: the public pages and pictures, another guest's own page, the sockets."""
    client = app.test_client()
    stranger = write.guest("Người Khác", write.organisation("Công ty Khác"))
    addresses = [
        "/",
        "/hall",
        "/hall/picture",
        "/phone",
        "/phone/picture",
        f"/I/{write.code(stranger)}",
        "/conference.css",
        "/register",
        "/register/thanks",
    ]
    addresses += [f"/I/{write.code(stranger)}/standing", "/healthz"]
    texts = [client.get(address).text for address in addresses]
    socketio, stands = app.extensions["socketio"], app.extensions["screens"].stands
    for stand in stands:
        socket = socketio.test_client(app, auth={"stand": stand}, headers={"Origin": "http://localhost"})
        assert socket.is_connected() is (Role.PUBLIC in stands[stand].roles)
        if socket.is_connected():
            texts.append(repr(socket.get_received()))
            socket.disconnect()
    return "\n".join(texts)


def test_no_private_word_reaches_a_stranger(app, conference, write, private):
    assert len(private) > 25
    seen = everything_public(app, conference, write)
    assert "CANARY-organisation-name" in seen
    assert sorted(marker for marker in private if marker in seen) == []


def test_no_code_and_no_digest_reaches_a_stranger(app, conference, write, private):
    seen = everything_public(app, conference, write)
    guest = guests.get(conference.db, "guest")
    assert [secret for secret in (write.code(guest), guest.code_digest, conference.key.hex()) if secret in seen] == []
