"""A .docx as its parts: read within limits, freed of what an office's template must not send out, written with fresh properties."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGEST_PART, LARGEST, MOST_PARTS = 30_000_000, 80_000_000, 500
"""Bytes of one part and of all together when unpacked, and how many parts there may be."""
TYPES, RELS = "[Content_Types].xml", "_rels/.rels"
STORY: Final = re.compile(r"(?:document|header|footer|footnotes|endnotes)\+xml$")
"""Content types of the parts that hold text and so may hold fields; `document.main+xml` is the first."""
_DROPPED: Final = re.compile(
    r"(?:^|/)(?:comments\w*|people|vbaProject\w*|vbaData|thumbnail|printerSettings\w*|custom|stylesWithEffects|webSettings)\.\w+$"
    r"|^customXml/|^docProps/"
)
"""Parts that hold comments, persons, macros, pictures of another paper, or properties: none of them goes out."""
_UNWRAPPED: Final = ("ins", "moveTo", "sdtContent", "smartTag", "customXml")
_REMOVED: Final = (
    "del", "moveFrom", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange",
    "numberingChange", "cellIns", "cellDel", "cellMerge", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
    "moveToRangeEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "proofErr", "permStart",
    "permEnd", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "lastRenderedPageBreak", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
)  # fmt: skip
_SETTINGS: Final = (
    "trackRevisions",
    "rsids",
    "attachedTemplate",
    "documentProtection",
    "writeProtection",
    "revisionView",
    "mailMerge",
)


@dataclass(frozen=True)
class Package:
    """Parts by name, and which of them hold text, the main one first."""

    parts: dict[str, bytes]
    stories: tuple[str, ...]


class NotADocument(Exception):
    """These bytes are no Word document, or one beyond the limits."""


def read(data: bytes) -> Package:
    """Return a document's parts, cleaned. Raises `NotADocument`."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = [info for info in file.infolist() if not info.is_dir()]
            sizes = [info.file_size for info in infos]
            if len(infos) > MOST_PARTS or sum(sizes) > LARGEST or max(sizes, default=0) > LARGEST_PART:
                raise NotADocument("too large")
            parts = {info.filename: file.read(info) for info in infos}
        kept = {name: part for name, part in parts.items() if not _DROPPED.search(name)}
        kept[TYPES] = _types(kept)
        for name in [name for name in kept if name.endswith(".rels")]:
            kept[name] = _relations(name, kept)
        stories = _stories(kept)
        for name in stories:
            kept[name] = etree.tostring(
                cleaned(parsed(kept[name])), encoding="UTF-8", xml_declaration=True, standalone=True
            )
        settings = posixpath.join(posixpath.dirname(stories[0]), "settings.xml")
        if settings in kept:
            kept[settings] = _settings(kept[settings])
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        RuntimeError,
        NotImplementedError,
        etree.XMLSyntaxError,
        EOFError,
    ) as fault:
        raise NotADocument(str(fault)) from fault
    return Package(kept, stories)


def parsed(xml: bytes | str) -> _Element:
    """Return XML as a tree, strictly: nothing is mended, no entity is followed."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    return etree.fromstring(xml.encode() if isinstance(xml, str) else xml, parser)


def xml_of(tree: _Element) -> bytes:
    """Return a tree as the bytes of a part."""
    from lxml import etree

    data: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data


def _types(parts: dict[str, bytes]) -> bytes:
    from lxml import etree

    tree = parsed(parts[TYPES])
    for override in tree.findall("{*}Override"):
        if override.get("PartName", "")[1:] not in parts:
            tree.remove(override)
    for kind in ("core-properties+xml", "extended-properties+xml"):
        word = "core" if kind.startswith("core") else "app"
        content = f"application/vnd.openxmlformats-{'package' if word == 'core' else 'officedocument'}.{kind}"
        etree.SubElement(
            tree, f"{{{etree.QName(tree).namespace}}}Override", PartName=f"/docProps/{word}.xml", ContentType=content
        )
    for override in tree.findall("{*}Override"):
        content = override.get("ContentType", "")
        if "macroEnabled" in content or "template" in content:
            override.set(
                "ContentType", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            )
    return xml_of(tree)


def _relations(name: str, parts: dict[str, bytes]) -> bytes:
    """Relations to parts that are there; nothing that Word would fetch from elsewhere but links that a reader clicks."""
    from lxml import etree

    tree, base = parsed(parts[name]), posixpath.dirname(posixpath.dirname(name))
    for one in list(tree):
        target, kind = one.get("Target", ""), one.get("Type", "").rpartition("/")[2]
        if one.get("TargetMode") == "External":
            if kind != "hyperlink":
                tree.remove(one)
            continue
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        if path not in parts or kind in ("core-properties", "extended-properties", "custom-properties", "thumbnail"):
            tree.remove(one)
    if name == RELS:
        space = etree.QName(tree).namespace
        for n, (kind, target) in enumerate(
            (
                ("package/2006/relationships/metadata/core-properties", "core"),
                ("officeDocument/2006/relationships/extended-properties", "app"),
            )
        ):
            etree.SubElement(
                tree,
                f"{{{space}}}Relationship",
                Id=f"rKioskProps{n}",
                Type=f"http://schemas.openxmlformats.org/{kind}",
                Target=f"docProps/{target}.xml",
            )
    return xml_of(tree)


def _stories(parts: dict[str, bytes]) -> tuple[str, ...]:
    overrides = parsed(parts[TYPES]).findall("{*}Override")
    named = {one.get("PartName", "")[1:]: one.get("ContentType", "") for one in overrides}
    main = [name for name, kind in named.items() if kind.endswith("document.main+xml")]
    others = sorted(
        name for name, kind in named.items() if re.search(r"(?:header|footer|footnotes|endnotes)\+xml$", kind)
    )
    return (main[0], *others)


def cleaned(tree: _Element) -> _Element:
    """Return a story as it stands when all changes are accepted, without comments, controls and editing marks."""
    for row in list(tree.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            row.getparent().remove(row)
    for mark in list(tree.iter(f"{W}ins")):
        if mark.getparent().tag in (f"{W}trPr", f"{W}rPr", f"{W}numPr"):
            mark.getparent().remove(mark)
    for name in _REMOVED:
        for element in list(tree.iter(W + name)):
            element.getparent().remove(element)
    for name in ("sdt", *_UNWRAPPED):
        for element in list(tree.iter(W + name)):
            _unwrap(element)
    for element in tree.iter():
        for attribute in [a for a in element.attrib if a.startswith(f"{W}rsid")]:
            del element.attrib[attribute]
    for run in [run for run in tree.iter(f"{W}r") if not any(child.tag != f"{W}rPr" for child in run)]:
        run.getparent().remove(run)
    return tree


def _unwrap(element: _Element) -> None:
    parent = element.getparent()
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at, child)
    parent.remove(element)


def _settings(xml: bytes) -> bytes:

    tree = parsed(xml)
    for name in _SETTINGS:
        for element in tree.findall(W + name):
            tree.remove(element)
    return xml_of(tree)


def write(parts: dict[str, bytes], title: str, author: str, made: datetime) -> bytes:
    """Return the parts as a .docx with properties of its own. `made` is when the paper was made, with its time zone."""
    from datetime import UTC

    stamp = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    core = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator><cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified><dc:language>vi-VN</dc:language></cp:coreProperties>'
    )
    app = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Kiosk</Application></Properties>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in (*parts.items(), ("docProps/core.xml", core.encode()), ("docProps/app.xml", app.encode())):
            package.writestr(name, part)
    return file.getvalue()
