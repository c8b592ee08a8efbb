"""The devices of the day, and what each was enrolled for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a device was enrolled for. `PUBLIC` is everybody, enrolled or not."""

    PUBLIC = "public"
    OFFICE = "office"
    DESK = "desk"
    """A supervisor's desk: searches, overrides, undoes."""
    STEWARD = "steward"
    """A desk that only scans."""
    SELF = "self"
    PRESENTER = "presenter"
    MODERATOR = "moderator"
    CHAIR = "chair"
    SECRETARY = "secretary"
    HALL = "hall"
    SPARE = "spare"
    """The second laptop, which pulls copies and may take over."""


@dataclass(frozen=True, slots=True)
class Device:
    """An enrolled device. `name` is what people call it: "Bàn 1"."""

    id: str
    role: Role
    name: str
    language: str = ""
    digest: str = ""
    enrolled: str = ""
    revoked: str = ""
    by: str = ""
