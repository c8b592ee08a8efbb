"""Papers on their way out: the send list, the data of each paper as the national exchange names them, letters as e-mail drafts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from typing import TYPE_CHECKING, Any, Final

from kiosk.papers.xlsx.workbook import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiosk.papers.issued import Issued
    from kiosk.papers.record import Record
    from kiosk.settings.schema import Signer

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COLUMNS: Final = (
    ("Tệp", 44), ("Nơi nhận", 40), ("Địa chỉ", 44), ("Email", 28), ("Mã số thuế", 16), ("Kiến nghị số", 16),
    ("Trích yếu", 60), ("Số, ký hiệu", 20), ("Ngày văn bản", 14), ("Thời hạn trả lời", 16),
)  # fmt: skip
_LINE: Final = 76
"""Characters of a line at most (RFC 2047, 2)."""
_LINES: Final = compat32.clone(linesep="\r\n")
_EMAIL: Final = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[a-z]{2,}", re.I)


@dataclass(frozen=True)
class Outgoing:
    """One paper to be sent: its file, whom to, what it is about, and what the clerk's office gave it."""

    file: str
    kind: str
    """Tên loại: Công văn, Phiếu chuyển, Báo cáo …"""
    to: str
    about: str
    signer: Signer
    address: str = ""
    email: str = ""
    tax_code: str = ""
    questions: str = ""
    due: str = ""
    """The day by which a reply is promised, as written: 13/5/2026."""
    issued: Issued | None = None
    symbol: str = ""

    @property
    def number(self) -> str:
        """Số và ký hiệu: 15/SKHCN-CCTĐC; only the symbol while there is no number."""
        given = self.issued.number if self.issued else ""
        return given if "/" in given else f"{given}/{self.symbol}" if given else ""

    @property
    def day(self) -> str:
        """The paper's day as a date, or empty."""
        return self.issued.date if self.issued else ""


def sheet(papers: Sequence[Outgoing], short: Any) -> Sheet:
    """Return the send list. `short` writes a stored day as 27/4/2026."""
    rows = [
        [p.file, p.to, p.address, p.email, p.tax_code, p.questions, p.about, p.number, short(p.day), p.due]
        for p in papers
    ]
    return Sheet("Danh sách gửi văn bản", COLUMNS, rows)


def described(paper: Outgoing, record: Record, pages: int | None = None) -> bytes:
    """Return the data of an outgoing paper (Nghị định 30/2020/NĐ-CP, Phụ lục VI, mục II) as JSON, under the decree's names.

    `pages`: how many it has, where they were counted.
    """
    papers = record.settings.documents
    data: dict[str, Any] = {
        "OrganName": papers.organiser_name, "TypeName": paper.kind, "CodeNumber": paper.number.partition("/")[0],
        "CodeNotation": paper.symbol, "IssuedDate": "/".join(reversed(paper.day.split("-"))) if paper.day else "",
        "Subject": paper.about[:500], "Language": "Tiếng Việt", "PageAmount": pages if pages is not None else "",
        "Position": paper.signer.position, "FullName": paper.signer.name, "To": [paper.to], "Priority": "Thường",
        "IssuedAmount": 1, "DueDate": paper.due,
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def draft(paper: Outgoing, data: bytes, file: str, body: str) -> bytes:
    """Return an e-mail with the paper attached that a mail program opens as a draft (X-Unsent); nothing is sent by Kiosk."""
    message = MIMEMultipart()
    message["Subject"] = Header(
        " ".join(paper.about.split()), "utf-8", maxlinelen=_LINE, header_name="Subject"
    ).encode()
    if address := _EMAIL.fullmatch(paper.email.strip()):
        name = Header(" ".join(paper.to.split())[:200], "utf-8", maxlinelen=_LINE, header_name="To").encode()
        message["To"] = f"{name} <{address[0]}>" if address[0].isascii() else ""
    message["X-Unsent"] = "1"
    message.attach(MIMEText(body, "plain", "utf-8"))
    _main, _, sub = (DOCX if file.endswith(".docx") else "application/pdf").partition("/")
    part = MIMEApplication(data, sub)
    part.add_header("Content-Disposition", "attachment", filename=file)
    message.attach(part)
    return message.as_bytes(policy=_LINES)


def texts(papers: Sequence[Outgoing], files: Mapping[str, bytes], organiser: str, contact: str) -> dict[str, bytes]:
    """Return the drafts of the papers that go to businesses, by file."""
    found = {}
    for paper in papers:
        if paper.kind == "Công văn" and paper.file in files:
            name = paper.file.rpartition("/")[2]
            found[f"thu-dien-tu/{name.removesuffix('.docx')}.eml"] = draft(
                paper, files[paper.file], name, _body(paper, organiser, contact)
            )
    return found


def _body(paper: Outgoing, organiser: str, contact: str) -> str:
    number = f" số {paper.number}" if paper.number else ""
    asked = f"\nMọi trao đổi xin liên hệ: {contact}." if contact else ""
    return (
        f"Kính gửi {paper.to},\n\n{organiser} gửi kèm Công văn{number} trả lời kiến nghị của Quý đơn vị "
        f"(KN số {paper.questions}).{asked}\n\nTrân trọng./.\n{organiser}\n"
    )
