"""XML of other people's files, parsed without document types: as a stream of events, or as a tree.

A document type could declare entities that grow without end, so that any is refused. Prefixes of namespaces are dropped:
writers use different ones, and no format read here has two elements of one name that mean different things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable

Start = "Callable[[str, dict[str, str]], None]"
CHUNK: Final = 2**18


class ForbiddenMarkup(ValueError):
    """A document type, which no spreadsheet or Word file has."""


def parse(
    data: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Call back for every element and text. Names come without their prefixes; attributes keep theirs.

    Raises `ForbiddenMarkup` for a document type, `expat.ExpatError` for broken markup.
    """
    short: dict[str, str] = {}

    def local(name: str) -> str:
        found = short.get(name)
        if found is None:
            found = short[name] = name.rpartition(":")[2]
        return found

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 65536
    parser.StartDoctypeDeclHandler = _forbid
    parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    parser.EndElementHandler = lambda name: end(local(name))
    parser.CharacterDataHandler = text
    for place in range(0, len(data), CHUNK):
        parser.Parse(data[place : place + CHUNK], False)
    parser.Parse(b"", True)


def tree(data: bytes) -> Element:
    """Return the root element of a document; names and attributes without prefixes."""
    builder = TreeBuilder()

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(name, {key.rpartition(":")[2]: value for key, value in attributes.items()})

    def end(name: str) -> None:
        builder.end(name)

    parse(data, start, end, builder.data)
    return builder.close()


def _forbid(*_declared: object) -> None:
    raise ForbiddenMarkup
