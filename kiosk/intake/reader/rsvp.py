"""What an answer to the invitation says, in the many ways in which lists write it.

Negations are looked at before anything else: "Không nghe máy" says nothing of coming, "Không đi được" does, and "Ban lãnh
đạo tham dự" is no "bận". Words beyond the plain answer are always returned, so that none is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from badges.vietnamese import fold

if TYPE_CHECKING:
    from kiosk.intake.reader.table import Rsvp

LONGEST: Final = 300
TICKS: Final = frozenset("✓✔☑√ü×✗☒")
STATES: Final[tuple[Rsvp, ...]] = ("none", "coming", "substitute", "declined")


class Answer(NamedTuple):
    """A state, the words beyond it, whether the words were understood, and who comes instead where that is said."""

    state: Rsvp
    rest: str = ""
    is_sure: bool = True


_REACHED: Final = (
    r"nghe may|nghe dien thoai|bat may|lien lac|lien he|goi|phan hoi|tra loi|hoi dap|hoi am|xac nhan|xac bao|ro|biet|"
    r"email|mail|so dien thoai|sdt|"
    r"so dt|thay doi|doi|co email|co so|co mail|co sdt|co dien thoai|co thong tin|co dia chi|thay|nhan duoc|gui duoc|"
    r"ton tai|dung so|"
    r"co nhu cau|co y kien|y kien|kien nghi|ghi|can|dung|hop le"
)
_OPEN: Final = re.compile(
    rf"(?:khong|ko|k|chua|0)(?: the)? (?:{_REACHED})\b.*"
    r"|(?:chua|cho|doi|dang|se (?:bao|tra loi|xac nhan|phan hoi|cu|lien he)|bao sau|bao lai|cap nhat sau|lien he lai|"
    r"goi lai|hen|can goi|can lien he|"
    r"xem xet|de xem|tuy|con tuy|thue bao|may ban|tat may|sai so|may ban|nham may|so may|du kien|co the|chac la|co le|"
    r"chua ro|khong chac)\b.*"
    r"|(?:ban mem|ban cung|ban giay|thu moi|giay moi|cong van|email|da gui|da nhan|da moi|da phat|da chuyen|da goi|"
    r"da bao|da nhan tin|da lien he|"
    r"gui|nhan|moi|phat|goi lan|trao tay|da dua|da co giay moi|chuyen phat)\b(?!.*\b(?:tham du|du hop|dong y|nhan loi|"
    r"vang|khong (?:du|di|tham))\b).*"
    r"|so dien thoai.*|hoi lai.*|maybe|tbc|tba|pending|unknown|not yet|n a|khac"
)
_MAYBE: Final = re.compile(r"(?:du kien|co the|chac la|co le|maybe)\b")
_DECLINED: Final = re.compile(
    r"(?:rat tiec |xin loi |tiec la |da bao |bao |hen |da xac nhan |xac nhan |tra loi |phan hoi )?"
    r"(?:khong|ko|k|hong|no|n|vang(?: mat)?|xin vang|bao vang|cao vang|vang co|xin phep vang|xin phep nghi|"
    r"xin phep khong|xin nghi|xin khong|"
    r"tu choi|ban|dang ban|ban viec|di cong tac|cong tac|hoan|rut|huy|nghi|om|khong the|decline|declined|"
    r"not attending|not coming|absent|"
    r"khong sap xep duoc|khong bo tri duoc|cao loi|cao om|khong co mat|trung lich|ket lich|vuong lich|vuong)\b.*"
)
_NOT_BUSY: Final = re.compile(
    r"ban (?:lanh dao|giam doc|quan ly|to chuc|chap hanh|kiem soat|tuyen giao|dieu hanh|iso|chi huy|quan tri|bi thu|thuong vu)\b"
)
_SUBSTITUTED: Final = re.compile(
    r"(?:co |da |se |dong y |xin |khong di )?(?:cu|uy quyen|giao|phan cong)\b(?! ong ba tham du$).*|(?:du thay|di thay|thay|nguoi khac)\b.*"
    r"|(?:co|du|tham du|di) cu (?:cap pho|pho|nguoi|can bo)\b.*|substitute\b.*"
)
_SENT_LATER: Final = re.compile(r"(?:se cu|cu sau|cu nguoi sau|chua cu)\b.*")
_WELCOME: Final = (
    r"x|v|ok|oke|okay|yes|y|co|du|di|den|1|dk|dong y|nhat tri|nhan loi|dong y du|nhat tri du|tham du|tham gia|du hop|"
    r"co mat|chac chan|se den|se du|se di|"
    r"xac nhan|da xac nhan|da xac bao|xac bao|san sang|duoc|coming|attending|attend|accepted|accept|will attend|true|"
    r"rsvp yes|sure|da dang ky|dang ky"
)
_COMING: Final = re.compile(rf"(?:{_WELCOME})")
_COMES: Final = re.compile(
    r"\b(?:tham du|tham gia|du hop|du hoi nghi|co mat|di du|den du|dong y|nhat tri|nhan loi|nhan tham du|se du|se di|"
    r"se den|attend|coming)\b"
)
_COMES_FIRST: Final = re.compile(
    r"(?:co|ok|oke|yes|x|v|da xac nhan|da xac bao|xac nhan|dong y|nhat tri|nhan loi|chac chan|se|du|di|den|"
    r"dang ky)\b(?! (?:the|le|email|mail|so)\b)"
)
_NEGATED: Final = re.compile(r"\b(?:khong|ko|chua|vang|tu choi|hoan|huy|not)\b")
_SENT: Final = re.compile(
    r"(?i)(?:có\s+|đã\s+|sẽ\s+|xin\s+)*(?:cử|ủy quyền(?: cho)?|giao|"
    r"phân công)\s+(?P<who>\S.*?)(?:[\s,–-]+(?:(?:tham\s)?dự|đi|họp)(?:\s+(?:dự|họp))?\s+thay|[\s,–-]+(?:tham\s)?dự|"
    r"[\s,–-]+đi(?:\s+họp)?)?\s*\.?"
)
_NOBODY_SENT: Final = frozenset(
    [
        "nguoi",
        "can bo",
        "nguoi khac",
        "nguoi thay",
        "cap pho",
        "pho",
        "pgd",
        "pho gd",
        "pho giam doc",
        "nhan vien",
        "chuyen vien",
        "can bo khac",
        "dai dien",
        "nguoi di thay",
        "nguoi du thay",
    ]
)


def understood(written: str) -> Answer:
    """Return what a cell of answers says. `is_sure` is False where its words were not understood; they are the rest."""
    text = " ".join(written.split())[:LONGEST]
    folded = fold(text)
    if not folded:
        is_tick = any(char in TICKS for char in text) and "☐" not in text
        return Answer("coming" if is_tick else "none", "", is_sure=is_tick or not text.strip("-–—.…?/☐□ "))
    head, rest = _divided(text)
    plain = fold(head)
    if _COMING.fullmatch(folded) or _COMING.fullmatch(plain):
        return _with_substitute(rest) or Answer("coming", rest)
    if sent := _substituted(text, folded, rest):
        return sent
    if _SENT_LATER.fullmatch(folded):
        return Answer("none", text)
    if _OPEN.fullmatch(folded):
        is_plain = re.fullmatch(
            r"(?:chua|cho|dang)(?: (?:xac nhan|tra loi|xac bao|phan hoi|bao|cho|ro|co|lien he|lien lac))*", folded
        )
        return Answer("none", "" if is_plain else text, is_sure=not _MAYBE.match(folded))
    if _DECLINED.fullmatch(folded) and not _NOT_BUSY.match(folded):
        return _with_substitute(rest) or Answer("declined", rest or _beyond(text))
    if rest and _COMES.search(plain) and _plain_sentence(plain) and not _NEGATED.search(plain):
        return Answer("coming", rest)
    return _by_words(text, folded, rest)


def _by_words(text: str, folded: str, rest: str) -> Answer:
    """A longer answer, by its verbs."""
    negated = _NEGATED.search(folded)
    comes = _COMES.search(folded)
    if comes and not (negated and negated.start() < comes.start()):
        return Answer("coming", text if not _plain_sentence(folded) else rest)
    if (
        negated
        and comes
        and re.search(r"\b(?:khong|ko|khong the|not) (?:the )?(?:tham du|tham gia|du|di|den|attend)", folded)
    ):
        return Answer("declined", text)
    if _COMES_FIRST.match(folded) and not negated:
        return Answer("coming", text if not _plain_sentence(folded) else rest)
    if re.fullmatch(r"\d{1,2}(?: nguoi| dai bieu| dong chi)?", folded) and int(re.match(r"\d+", folded)[0]) > 0:  # type: ignore[index]
        return Answer("coming", text)
    return Answer("none", text, is_sure=False)


def _plain_sentence(folded: str) -> bool:
    """Say whether nothing but consent is said, so that the words need not be kept."""
    return (
        len(folded.split()) <= 3
        or re.fullmatch(
            r"(?:(?:toi|chung toi|don vi|cong ty) )?(?:co|da|se|xin|rat vui|chac chan|dong y|xac nhan|nhan loi|truc tiep|"
            r"tham du|tham gia|du|hop|hoi nghi|day du|dung gio|\s)+",
            folded,
        )
        is not None
    )


def _substituted(text: str, folded: str, rest: str) -> Answer | None:
    if not _SUBSTITUTED.fullmatch(folded) or _SENT_LATER.fullmatch(folded):
        return None
    head = fold(_divided(text)[0])
    if rest and re.fullmatch(
        r"(?:co |da |se |dong y )?(?:cu|uy quyen)(?: cho)?(?: nguoi| can bo| dai dien)?(?: tham)?(?: du| di)?(?: hop)?(?: thay)?",
        head,
    ):
        return Answer("substitute", rest)
    sent = _SENT.fullmatch(text)
    if sent:
        who = sent["who"].strip(" :,.-–")
        return Answer("substitute", "" if fold(who) in _NOBODY_SENT and fold(who) in ("nguoi", "can bo") else who)
    after = re.match(r"(?i)(?:(?:dự|đi)\s+thay|thay)\s*[:–-]?\s*(.*)", text)
    return Answer("substitute", rest or (after[1].strip() if after else text))


def _with_substitute(rest: str) -> Answer | None:
    """ "Có (cử cấp phó)": who is sent stands behind the consent."""
    return _substituted(rest, fold(rest), "") if rest and re.match(r"(?:cu|uy quyen)\b", fold(rest)) else None


def is_nobody_sent(who: str) -> bool:
    """Say whether a substitute is only promised, as in "cử cấp phó": nobody is named."""
    return fold(who) in _NOBODY_SENT


def _divided(text: str) -> tuple[str, str]:
    """The words before the first mark, and those behind it."""
    parts = re.split(r"[:(,;–]|\s-\s|\.\s", text, maxsplit=1)
    return parts[0], parts[1].strip(" ).") if len(parts) > 1 else ""


_PLAIN_REFUSAL: Final = re.compile(
    r"(?:bao |xin |da bao |da |xin phep )*(?:khong(?: the)?|ko|k|vang(?: mat)?|tu choi|no|n|huy|nghi|"
    r"ban)(?: (?:tham du|tham gia|du|di|du hop|duoc|di duoc|du duoc|den|den duoc|co mat))*"
)


def _beyond(text: str) -> str:
    """The words of a refusal that say more than the refusal."""
    return "" if _PLAIN_REFUSAL.fullmatch(fold(text)) else text
