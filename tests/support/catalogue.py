"""The Vietnamese catalogues as files, for tests that compare them with pages and sources."""

from pathlib import Path

from babel.messages.pofile import read_po

VI = Path(__file__).parents[2] / "kiosk" / "i18n" / "vi"


def entries() -> list[tuple[str, str, str]]:
    """Return (file, source, translation) of all catalogues."""
    found = []
    for path in sorted(VI.glob("*.po")):
        with path.open("rb") as file:
            found += [(path.name, str(m.id), str(m.string)) for m in read_po(file) if m.id]
    return found


def texts() -> dict[str, str]:
    """Return every translation by its English source."""
    return {source: text for _file, source, text in entries()}
