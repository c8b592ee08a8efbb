"""Cards made again after the list has changed: stable names, one good card a guest, old ones aside, nothing else touched."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from badges import guests
from kiosk.guests import card_folder, guest_list, invitations

pytestmark = pytest.mark.whole


def write_cards(conference, folder):
    moved = card_folder.write(conference, folder, invitations.invited(conference))
    return moved, {path.name for path in folder.glob("*.png")}


def code_in(path):
    (found,) = zxingcpp.read_barcodes(Image.open(path))
    return found.text


def test_names_stay_and_old_cards_go_aside(conference, write, tmp_path):
    house = write.organisation()
    first, cancelled, lost, renamed = (write.guest(f"Khách Thứ {n}", house) for n in ("Nhất", "Nhì", "Ba", "Tư"))
    (tmp_path / "logo.png").write_bytes(b"not ours")
    moved, before = write_cards(conference, tmp_path)
    assert (moved, before) == (
        [],
        {"logo.png", "001-khach-thu-nhat.png", "002-khach-thu-nhi.png", "003-khach-thu-ba.png", "004-khach-thu-tu.png"},
    )
    with write.writing() as writing:
        guest_list.cancel(writing, cancelled.id, cancelled=True)
        guest_list.reissue(writing, conference, lost.id)
        guests.change(writing, renamed.id, "guest.corrected", name="Khách Thứ Bốn")
    new = write.guest("Khách Mới", house)
    moved, after = write_cards(conference, tmp_path)
    assert moved == ["002-khach-thu-nhi.png", "003-khach-thu-ba.png", "004-khach-thu-tu.png"]
    assert after == {
        "logo.png", "001-khach-thu-nhat.png", "003-khach-thu-ba.png", "004-khach-thu-bon.png", "005-khach-moi.png",
    }  # fmt: skip
    for guest, name in ((first, "001-khach-thu-nhat"), (lost, "003-khach-thu-ba"), (new, "005-khach-moi")):
        assert code_in(tmp_path / f"{name}.png") == write.code(guests.get(conference.db, guest.id))
    assert code_in(tmp_path / card_folder.ASIDE / "003-khach-thu-ba.png") == write.code(lost)
    with write.writing() as writing:
        guest_list.reissue(writing, conference, lost.id)
    assert write_cards(conference, tmp_path)[0] == ["003-khach-thu-ba.png"]
    assert (tmp_path / card_folder.ASIDE / "003-khach-thu-ba-1.png").exists()
    assert write_cards(conference, tmp_path) == ([], after)


def test_a_folder_without_an_index_is_brought_into_order(conference, write, tmp_path):
    write.guest("Khách Thứ Nhất")
    (tmp_path / "009-ai-do.png").write_bytes(b"a card of an earlier version")
    (tmp_path / card_folder.INDEX).write_text("[broken")
    assert write_cards(conference, tmp_path) == (["009-ai-do.png"], {"001-khach-thu-nhat.png"})


def test_no_decoder_finds_a_second_code_on_a_card(conference, write, tmp_path):
    guest = write.guest("Nguyễn Thị Khánh Huyền", position="Phó Giám đốc", seat="B12")
    write_cards(conference, tmp_path)
    (path,) = tmp_path.glob("*.png")
    for degrees in (0, 90):
        for share in (1, 0.5):
            picture = Image.open(path).convert("L").rotate(degrees, expand=True)
            small = picture.resize((int(picture.width * share), int(picture.height * share)))
            found = [code.text for code in zxingcpp.read_barcodes(small)]
            assert found + [code.data.decode() for code in pyzbar.decode(small)] == [write.code(guest)] * 2
