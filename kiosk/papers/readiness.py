"""What stands between a paper and its signature: brackets to fill, drafts nobody approved, promises without text, units missing."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from kiosk.papers.text import legal_basis
from kiosk.papers.text.binding import unbound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kiosk.settings.schema import LegalBasis


class Lack(StrEnum):
    """A kind of what is missing in a paper, the gravest first."""

    UNRECORDED = "unrecorded"
    """An answer that was given and that nobody wrote down."""
    UNASSIGNED = "unassigned"
    """A task or a question without a unit."""
    PROMISE = "promise"
    """A reply that is due and has no text."""
    DRAFT = "draft"
    """A prepared text that nobody approved."""
    BASIS = "basis"
    """A legal document that is not on the conference's list, or stands there with another day."""
    BRACKET = "bracket"
    """Any other place to fill in."""


BRACKET: Final = re.compile(r"\[[^\[\]…]{2,4000}\]")
"""A place to fill in. Not «[…]», by which what was taken out of a published text is shown."""
KINDS: Final = (
    (Lack.UNRECORDED, re.compile(r"^\[Thư ký bổ sung")),
    (Lack.DRAFT, re.compile(r"^\[Dự thảo chưa được duyệt")),
    (Lack.UNASSIGNED, re.compile(r"^\[(?:Cơ quan, đơn vị thực hiện|Cơ quan có thẩm quyền|Đơn vị được phân công)")),
    (Lack.PROMISE, re.compile(r"bổ sung nội dung trả lời")),
)
UNASSIGNED: Final = re.compile(r"(?<!\w)Chưa phân công(?!\w)")
SHORTEST: Final = 120
"""Characters of a place that are shown."""


@dataclass(frozen=True)
class Missing:
    """One thing that a paper lacks, with the words that say so."""

    kind: Lack
    words: str


@dataclass(frozen=True)
class Readiness:
    """One paper before it is signed."""

    file: str
    signer: str
    """report, letters, notice or chair, as in the settings."""
    missing: tuple[Missing, ...]

    @property
    def ready(self) -> bool:
        """Return True where the paper may be laid before its signer."""
        return not self.missing

    @property
    def open(self) -> bool:
        """Return True where the record lacks something. What is only a place to fill in is filled in by whoever has it signed."""
        return any(one.kind is not Lack.BRACKET for one in self.missing)

    def counted(self) -> dict[Lack, int]:
        """Return how many of each kind, the gravest first."""
        return {kind: n for kind in Lack if (n := sum(one.kind is kind for one in self.missing))}


def missing(text: str) -> tuple[Missing, ...]:
    """Return what the text of a paper lacks, in its order."""
    found = [(match.start(), Missing(_kind(match[0]), match[0][1:-1][:SHORTEST])) for match in BRACKET.finditer(text)]
    found += [(match.start(), Missing(Lack.UNASSIGNED, match[0])) for match in UNASSIGNED.finditer(text)]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _kind(bracket: str) -> Lack:
    return next((kind for kind, pattern in KINDS if pattern.search(bracket)), Lack.BRACKET)


def by_signer(papers: Iterable[Readiness]) -> dict[str, list[Readiness]]:
    """Return the papers of each signer, those that lack most first."""
    found: dict[str, list[Readiness]] = {}
    for paper in papers:
        found.setdefault(paper.signer, []).append(paper)
    return {signer: sorted(listed, key=_order) for signer, listed in found.items()}


def _order(paper: Readiness) -> tuple[bool, Sequence[int], str]:
    return paper.ready, [-n for n in paper.counted().values()], paper.file


SIGNERS: Final = {"bao-cao": "report", "thong-bao-ket-luan": "notice", "bien-ban": "chair"}
"""Key of a paper → who signs it; all others are the letters' signer's."""


def of_files(folder: Path, files: Iterable[str], bases: Sequence[LegalBasis] = ()) -> list[Readiness]:
    """Return the readiness of the made papers that are signed: what their text, as it was written, still lacks."""
    signed = [
        file
        for file in files
        if file.endswith(".docx") and not file.startswith(("cong-thong-tin", "thong-tin-bao-chi"))
    ]
    return [
        Readiness(
            file, SIGNERS.get(file.removesuffix(".docx"), "letters"), _all(text((folder / file).read_bytes()), bases)
        )
        for file in signed
    ]


def _all(words: str, bases: Sequence[LegalBasis]) -> tuple[Missing, ...]:
    faults = [
        f"{fault.words} ({fault.right})" if fault.right else fault.words for fault in legal_basis.check(bases, words)
    ]
    return (*missing(words), *(Missing(Lack.BASIS, one[:SHORTEST]) for one in dict.fromkeys(faults)))


def text(data: bytes) -> str:
    """Return the text of a Word file, a line for each paragraph."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    words = re.sub(r"<[^>]+>", "", xml.replace("</w:p>", "\n").replace("<w:noBreakHyphen/>", "-"))
    return unbound(html.unescape(words))
