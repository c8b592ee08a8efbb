"""Which papers go out, to whom, about what: the rows of the send list, from the record and the files that were made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.i18n.dates import short_date
from kiosk.papers import issued
from kiosk.papers.sending import Outgoing

if TYPE_CHECKING:
    from kiosk.papers.record import Matter, Record

Fields = dict[str, Any]
SINGLE = (
    ("bao-cao.docx", "Báo cáo", "report", "BC", "Báo cáo kết quả giải quyết kiến nghị của doanh nghiệp tại {name}"),
    ("thong-bao-ket-luan.docx", "Thông báo", "notice", "TB", "Thông báo kết luận tại {name}"),
    ("bien-ban.docx", "Biên bản", "chair", "BB", "Biên bản {name}"),
)
"""File, kind, signer, symbol of the kind, trích yếu."""


def every(kept: Record, letters: dict[str, Fields], referrals: dict[str, Fields]) -> list[Outgoing]:
    """Return every paper that leaves the house with a number: report, notice, minutes, letters, referral slips."""
    return [
        *_single(kept),
        *(_letter(kept, *one) for one in letters.items()),
        *(_referral(kept, *one) for one in referrals.items()),
    ]


def _single(kept: Record) -> list[Outgoing]:
    papers = kept.settings.documents
    to = {"report": papers.superior, "notice": "Các cơ quan, đơn vị được giao nhiệm vụ", "chair": "Lưu hồ sơ"}
    return [
        Outgoing(file, kind, to[signer], about.format(name=kept.settings.name), getattr(papers, signer),
                 issued=kept.issued.get(issued.key(file)), symbol=f"{short}-{papers.symbol}")
        for file, kind, signer, short, about in SINGLE
    ]  # fmt: skip


def _letter(kept: Record, file: str, letter: Fields) -> Outgoing:
    papers = kept.settings.documents
    matters = [m for q in letter["questions"] if (m := kept.matter(int(q["number"])))]
    organisation = matters[0].organisation
    return Outgoing(
        file, "Công văn", letter["to"], f"V/v trả lời kiến nghị của {letter['to']}", papers.letters, organisation.address,
        organisation.email or _email(kept, organisation.id), organisation.tax_code, letter["numbers"], _due(kept, matters),
        kept.issued.get(issued.key(file)), f"{papers.symbol}-{papers.drafter}",
    )  # fmt: skip


def _email(kept: Record, organisation: str) -> str:
    """The first address that a guest of this business gave, where the business has none of its own."""
    if not organisation:
        return ""
    return next((a.guest.email for a in kept.attendees if a.guest.organisation == organisation and a.guest.email), "")


def _due(kept: Record, matters: list[Matter]) -> str:
    """The earliest day by which one of the questions is owed a reply."""
    days = [day for m in matters if (day := kept.carrier(m).due)]
    return short_date(min(days)) if days else ""


def _referral(kept: Record, file: str, referral: Fields) -> Outgoing:
    papers = kept.settings.documents
    return Outgoing(
        file, "Phiếu chuyển", referral["to"], "Chuyển kiến nghị của doanh nghiệp", papers.letters,
        questions=referral["numbers"], issued=kept.issued.get(issued.key(file)), symbol=f"PC-{papers.symbol}",
    )  # fmt: skip
