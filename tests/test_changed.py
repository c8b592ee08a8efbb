"""Which long tests run before a commit: those of the folders that hold changes."""

import pytest

from tests.support import changed


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("kiosk/papers/docx/fill.py", "kiosk/papers"),
        ("tests/kiosk/papers/docx/test_fill.py", "kiosk/papers"),
        ("badges/card_image.py", "badges"),
        ("tests/badges/test_card_image.py", "badges"),
        ("kiosk/app.py", "kiosk"),
        ("templates/office/lists.html", "kiosk/stands"),
        ("tests/trust/test_fuzz.py", "kiosk/web"),
        ("kiosk/web/gate.py", "kiosk/web"),
        ("README.md", ""),
    ],
)
def test_a_file_and_its_test_belong_to_one_folder(path: str, folder: str) -> None:
    assert changed.folder(path) == folder
