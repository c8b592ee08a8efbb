"""Lines of the office's menu, tabs below them, and the role that may enter."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.conference.devices import Role

WHO = (Role.OFFICE,)


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the office's menu. `title` is an English source string; `order` its place; `below` the section it is a tab of."""

    order: int
    path: str
    title: str
    below: str = ""


def here(lines: list[Section], path: str) -> Section:
    """Return the section that an address belongs to: the one with the longest path that it begins with."""
    found = [line for line in lines if f"{path}/".startswith(f"{line.path}/")]
    return max(found, key=lambda line: len(line.path), default=lines[0])


def tabs(lines: list[Section], at: Section) -> list[Section]:
    """Return the sections that stand side by side with this one; empty where it stands alone."""
    top = at.below or at.path
    found = [line for line in lines if line.path == top or line.below == top]
    return found if len(found) > 1 else []
