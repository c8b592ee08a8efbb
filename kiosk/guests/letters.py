"""What goes with a card that is sent: the text of the letter and the short text for Zalo, in official Vietnamese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges import guests, qr
from kiosk.guests import invitations

if TYPE_CHECKING:
    from badges.guests import Guest, Organisation
    from kiosk.conference.conference import Conference


def subject(conference: Conference) -> str:
    """Return the subject of the letter."""
    return f"Giấy mời tham dự {conference.settings.name}"


def addressee(guest: Guest, organisation: Organisation | None) -> str:
    """Return how the letter names the guest: Ông Nguyễn Văn An, Giám đốc, Công ty A."""
    return ", ".join(filter(None, (guest.called, guest.position, organisation.name if organisation else "")))


def own_link(conference: Conference, guest: Guest) -> str:
    """Return the address of the guest's own page, or nothing where phones do not reach the server."""
    if not conference.settings.public_address:
        return ""
    return qr.content(guests.code(guest, conference.key, conference.settings.id), conference.settings.public_address)


def letter(conference: Conference, guest: Guest, organisation: Organisation | None) -> str:
    """Return the letter that carries the card."""
    settings, link = conference.settings, own_link(conference, guest)
    lines = [
        f"Kính gửi: {addressee(guest, organisation)}",
        "",
        f"{settings.documents.organiser_name} trân trọng kính mời {guest.called or 'đại biểu'} tham dự {settings.name}.",
        "",
        f"- Thời gian: {invitations.time_line(conference)} (đón tiếp đại biểu từ {settings.programme[0].start.replace(':', ' giờ ')}).",
        f"- Địa điểm: {settings.place}.",
        "",
        "Thẻ mời có mã QR được gửi kèm. Kính đề nghị đại biểu mang theo thẻ (bản in hoặc ảnh trên điện thoại) để làm thủ tục đón tiếp.",
        f"Đề nghị đại biểu xác báo việc tham dự với {settings.data.contact}"
        + (f" hoặc tại {link}" if link else "")
        + ".",
        "",
        "Trân trọng cảm ơn./.",
    ]
    return "\n".join(lines)


def short(conference: Conference, guest: Guest, organisation: Organisation | None) -> str:
    """Return the text that goes with the card by Zalo."""
    settings, link = conference.settings, own_link(conference, guest)
    return (
        f"{settings.documents.organiser_name} trân trọng kính mời {addressee(guest, organisation)} tham dự {settings.name}, "
        f"{invitations.time_line(conference)}, tại {settings.place_short or settings.place}. Kính gửi đại biểu thẻ mời có mã QR; "
        "đề nghị mang theo khi đến. Kính mong đại biểu xác báo" + (f" tại {link}" if link else "") + ". Trân trọng."
    )
