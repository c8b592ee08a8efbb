"""Who was announced to come instead of a guest (dự thay), out of what somebody typed or a list says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges import person_names
from badges.vietnamese import tidy_name

if TYPE_CHECKING:
    from collections.abc import Mapping


def announced(said: Mapping[str, str]) -> dict[str, str]:
    """The columns of a guest out of a form's `substitute`, `honorific` and `title`.

    What stands around the name, as in "Ông Đào Thanh Thái - Phó phòng", is put where it belongs, unless its own field says
    otherwise.
    """
    who = person_names.person(said["substitute"])
    return {
        "substitute": who.name,
        "substitute_honorific": tidy_name(said["honorific"]) or who.honorific,
        "substitute_title": tidy_name(said["title"]) or who.position,
    }
