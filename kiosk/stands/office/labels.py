"""Names that several office pages show: answers to the invitation, channels, ways in which a card was sent."""

from __future__ import annotations

from typing import Final

from kiosk import i18n
from kiosk.guests import contacts, guest_list
from kiosk.i18n import N_

ANSWERS: Final = {
    "none": N_("Not answered"), "coming": N_("Coming"), "substitute": N_("Sends a substitute"), "declined": N_("Not coming"),
    "cancelled": N_("Invitation taken back"),
}  # fmt: skip
CHANNEL_NAMES: Final = {
    "phone": N_("Telephone"), "zalo": N_("Zalo"), "email": N_("E-mail"), "letter": N_("Official letter"), "meeting": N_("In person"),
    "card": N_("Own page"), "form": N_("Public form"), "": "",
}  # fmt: skip
SENT_NAMES: Final = {
    "email": N_("E-mail"), "zalo": N_("Zalo"), "letter": N_("Official letter"), "meeting": N_("In person"), "print": N_("Printed card"),
}  # fmt: skip


def channels() -> list[tuple[str, str]]:
    """Return the channels by which the office is told an answer, with their names."""
    return [(channel, i18n.gettext(CHANNEL_NAMES[channel])) for channel in guest_list.CHANNELS]


def ways() -> list[tuple[str, str]]:
    """Return the ways in which a card is sent, with their names."""
    return [(way, i18n.gettext(SENT_NAMES[way])) for way in contacts.SENT_VIA]
