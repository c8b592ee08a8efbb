"""Names of what the hall's screens show, for the moderator."""

from kiosk.i18n import _


def mode_name(mode: str) -> str:
    """Return what the screens show, as the moderator calls it."""
    named = {
        "auto": _("After the programme"), "welcome": _("Welcome"), "title": _("Title of the conference"),
        "talk": _("Programme item"), "dialogue": _("Dialogue"), "pause": _("Pause"), "blank": _("Blank"), "thanks": _("Thanks"),
        "slides": _("Slides"),
    }  # fmt: skip
    return named.get(mode, mode)
