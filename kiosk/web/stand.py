"""A stand: a place where somebody stands in front of a page, and what that page shows and keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.conference.devices import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.conference.conference import Conference


@dataclass(frozen=True)
class Changes:
    """Rows that the pages of a stand keep themselves. They ride in the frame, and nothing is drawn for these pages.

    `since(conference, role, number)` gives the rows of `tables` that changed after a number of the log, as far as the role
    may see them; None where they are too many for a frame: each page asks then.
    """

    tables: frozenset[str]
    since: Callable[[Conference, Role, int], dict[str, Any] | None]


@dataclass(frozen=True)
class Stand:
    """A place where somebody stands in front of a page.

    `facts` gathers what the partial `templates/<name>/_picture.html` draws; `watches` are the tables whose change makes
    a new picture; `order` says who is told first: the hall 0, staff 1, phones 9.
    """

    name: str
    roles: frozenset[Role]
    facts: Callable[[Conference], dict[str, Any]]
    watches: frozenset[str]
    order: int = 1
    templates: str = ""
    """Folder of its templates, where that is not its name: another view of the same stand, with an address of its own."""

    changes: Changes | None = None

    @property
    def folder(self) -> str:
        """The folder of its templates."""
        return self.templates or self.name

    @property
    def is_carried(self) -> bool:
        """Return True where its pictures go to audiences beyond this process: it is public, and no further view of another stand."""
        return Role.PUBLIC in self.roles and not self.templates

    @property
    def is_staff(self) -> bool:
        """Return True where only people of ours see it: warnings are not for the hall."""
        return Role.PUBLIC not in self.roles and not self.roles & {Role.HALL, Role.SELF}

    def variant(self, role: Role | None, language: str) -> str:
        """Return what pages of this stand that get the same frames have in common."""
        return f"{language}-{role or Role.PUBLIC}" if self.changes else language
