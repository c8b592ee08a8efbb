"""Moderators' pages as far as they talk to the server."""

import uuid

import pytest

from kiosk.conference.devices import Role


class Console:
    """A moderator's page, as far as it talks to the server."""

    def __init__(self, client):
        self.client = client

    def look(self):
        """Take the newest picture's text."""
        return self.client.get("/moderator/picture").json

    def send(self, path="turns", **body):
        """Send a command decided on the newest picture; → status and answer."""
        sent = {"id": str(uuid.uuid4()), "seen": self.look()["number"], **body}
        answer = self.client.post(f"/moderator/{path}", json=sent)
        return answer.status_code, answer.json

    def do(self, path="turns", **body):
        """The same, and it is done; → the answer."""
        status, answer = self.send(path, **body)
        assert status == 200, answer
        return answer


@pytest.fixture
def one(enrolled):
    """The first moderator."""
    return Console(enrolled(Role.MODERATOR, "Bà Lan"))


@pytest.fixture
def two(enrolled):
    """A second one."""
    return Console(enrolled(Role.MODERATOR, "Ông Minh"))
