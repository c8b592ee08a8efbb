"""Many cards are drawn by several processes, each file as one process would have drawn it."""

from __future__ import annotations

import pytest

from kiosk.guests import invitations

pytestmark = pytest.mark.whole


def test_many_cards_are_the_same_as_single_ones_and_each_is_told(conference, write, tmp_path):
    house = write.organisation()
    chosen = [write.guest(f"Khách Thứ {n}", house) for n in range(invitations.MANY)]
    done = []
    invitations.write_all(conference, tmp_path / "many", chosen, done.append)
    assert sum(done) == len(chosen)
    assert sorted(path.name for path in (tmp_path / "many").iterdir()) == [
        invitations.file_name(g, n) for n, g in enumerate(chosen, 1)
    ]
    for n in (0, 25, 49):
        invitations.write_all(conference, tmp_path / "one", [chosen[n]])
        one, many = (
            tmp_path / "one" / invitations.file_name(chosen[n], 1),
            tmp_path / "many" / invitations.file_name(chosen[n], n + 1),
        )
        assert one.read_bytes() == many.read_bytes()
