"""The office: lists in and out, answers to invitations, devices, programme, papers, follow-up. One file per section.

Each module of this package is a section: a `SECTION` for the menu and a `blueprint` with its routes under `/office`. One
that is live has a `STAND` too, named as its path: `office` itself is the overview, `office/door` the door.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from kiosk.devices import Role

if TYPE_CHECKING:
    from types import ModuleType

    from flask import Flask

WHO = (Role.OFFICE,)


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the office's menu. `title` is an English source string; `order` its place."""

    order: int
    path: str
    title: str


def sections() -> list[ModuleType]:
    """All section modules, in the order of the menu."""
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return sorted((m for m in modules if hasattr(m, "SECTION")), key=lambda m: m.SECTION.order)


def take_in(app: Flask) -> None:
    """Register all sections and give the menu to the templates."""
    for module in sections():
        app.register_blueprint(module.blueprint)
    app.jinja_env.globals["sections"] = [module.SECTION for module in sections()]
