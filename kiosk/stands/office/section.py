"""A line of the office's menu, and the role that may enter."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.conference.devices import Role

WHO = (Role.OFFICE,)


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the office's menu. `title` is an English source string; `order` its place."""

    order: int
    path: str
    title: str
