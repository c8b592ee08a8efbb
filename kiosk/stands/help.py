"""Help inside the product: the operators' sheets as pages, searchable, without internet, in the page's language.

The sheets are the Markdown files in `docs/vi` and `docs/en`; their headings, links and pictures work here as they do there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from flask import Blueprint, render_template, request, send_from_directory
from markdown_it import MarkdownIt
from markupsafe import Markup

from badges.refusal import Unknown
from badges.vietnamese import fold
from kiosk import assets, i18n
from kiosk.conference.devices import Role
from kiosk.web.access import may
from kiosk.web.api import ANY, gives

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from markdown_it.token import Token

blueprint = Blueprint("help", __name__)
WHO = tuple(role for role in Role if role not in (Role.PUBLIC, Role.SPARE))
GUIDE: Final = {"vi": "huong-dan", "en": "guide"}
SAME: Final = {"steward": "desk", "self_scan": "self"}
"""Stands that stand on another's sheet."""
LONGEST: Final = 100
MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with the text below it, for the search."""

    sheet: str
    title: str
    heading: str
    anchor: str
    text: str
    folded: str


def sheets(language: str) -> list[str]:
    """Return the names of all sheets of a language, the guide first."""
    found = sorted(path.stem for path in (assets.folder("docs") / language).glob("*.md"))
    return sorted(found, key=lambda name: name != GUIDE[language])


def anchor(heading: str) -> str:
    """Return a heading's anchor as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@cache
def _tokens(language: str, sheet: str) -> list[Token]:
    """Return a sheet as tokens, with anchors, and links and pictures as this server has them."""
    text = (assets.folder("docs") / language / f"{sheet}.md").read_text(encoding="utf-8")
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    for n, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(_plain(tokens[n + 1])))
        for child in token.children or ():
            if child.type == "image":
                child.attrSet("src", f"/help/pictures/{str(child.attrs['src']).rpartition('/')[2]}")
            elif child.type == "link_open":
                child.attrSet("href", _link(str(child.attrs["href"])))
    return tokens


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or () if child.type in ("text", "code_inline"))


def _link(target: str) -> str:
    """Return where a link of a sheet leads here; other documents of the repository are not part of the help."""
    found = re.fullmatch(r"([\w-]+)\.md(#.*)?", target)
    if found:
        return f"/help/{found[1]}{found[2] or ''}"
    return target if target.startswith(("#", "https://")) else "#"


@cache
def parts(language: str) -> list[Part]:
    """Return every heading of every sheet with what stands below it."""
    found = []
    for sheet in sheets(language):
        tokens = _tokens(language, sheet)
        title, heading = "", ""
        texts: list[str] = []
        for n, token in enumerate(tokens):
            if token.type == "heading_open":
                if heading:
                    found.append(_part(sheet, title, heading, texts))
                heading, texts = _plain(tokens[n + 1]), []
                title = title or heading
            elif token.type in ("inline", "fence", "code_block") and (n == 0 or tokens[n - 1].type != "heading_open"):
                texts.append(_plain(token) or token.content)
        found.append(_part(sheet, title, heading, texts))
    return found


def _part(sheet: str, title: str, heading: str, texts: list[str]) -> Part:
    text = " ".join(texts)
    return Part(sheet, title, heading, anchor(heading), text, fold(f"{heading} {text}"))


@blueprint.get("/help")
@may(*WHO)
@gives("text/html", query=("q",))
def search() -> ResponseReturnValue:
    """All sheets; or what a search finds in them."""
    asked = request.args.get("q", "")[:LONGEST]
    language, words = i18n.language(), fold(asked).split()
    found = [part for part in parts(language) if words and all(word in part.folded for word in words)]
    titles = {part.sheet: part.title for part in reversed(parts(language))}
    return render_template(
        "help/search.html", asked=asked, found=found[:MOST], titles=[(s, titles[s]) for s in sheets(language)]
    )


@blueprint.get("/help/<sheet>")
@may(*WHO)
def page(sheet: str) -> ResponseReturnValue:
    """One sheet."""
    language = i18n.language()
    name = GUIDE[language] if sheet in GUIDE.values() else SAME.get(sheet, sheet)
    if name not in sheets(language):
        raise Unknown("There is no such page.")
    tokens = _tokens(language, name)
    html = MarkdownIt("commonmark", {"html": False}).enable("table").renderer.render(tokens, MarkdownIt().options, {})
    titles = {part.sheet: part.title for part in reversed(parts(language))}
    return render_template(
        "help/page.html", html=Markup(html), title=titles[name], sheet=name,  # noqa: S704 - our own sheets, raw HTML off
        titles=[(s, titles[s]) for s in sheets(language)], asked="",
    )  # fmt: skip


@blueprint.get("/help/pictures/<name>.png")
@may(*WHO)
@gives(ANY)
def picture(name: str) -> ResponseReturnValue:
    """A picture of a sheet."""
    return send_from_directory(assets.folder("docs") / "pictures", f"{quote(name)}.png")
