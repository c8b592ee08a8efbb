"""What an answer to the invitation says, in the many ways in which lists write it.

Coming and declining are taken from closed vocabularies: "Không đi được" declines, "Không nghe máy" says nothing of coming,
"Đi" comes and "Đi nước ngoài" does not, "Ban lãnh đạo tham dự" is no "bận". What neither vocabulary explains is asked.
Words beyond the plain answer are always returned, so that none is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from badges.vietnamese import fold
from kiosk.intake.reader.form_choices import ticked_choices

if TYPE_CHECKING:
    from kiosk.intake.reader.table import Rsvp

LONGEST: Final = 300
TICKS: Final = frozenset("✓✔☑√ü☒✅👍🗹")
STATES: Final[tuple[Rsvp, ...]] = ("none", "coming", "substitute", "declined")


class Answer(NamedTuple):
    """A state, the words beyond it (of a substitute: who is sent), whether the words were understood, and what stands
    beside the name of a substitute."""

    state: Rsvp
    rest: str = ""
    is_sure: bool = True
    beside: str = ""


_REACHED: Final = (
    r"nghe may|nghe dien thoai|bat may|lien lac|lien he|goi|gap|phan hoi|tra loi|hoi dap|hoi am|xac nhan|xac bao|xac dinh|ro|biet|"
    r"email|mail|so dien thoai|sdt|tim thay|do chuong|nhan giay moi|thay doi|doi|co email|co so|co mail|co sdt|co dien thoai|"
    r"co thong tin|co dia chi|co nguoi nghe|co ai|thay|nhan duoc|gui duoc|ton tai|dung so|so dt|"
    r"co nhu cau|co y kien|y kien|kien nghi|ghi|can|dung|hop le|chac"
)
_OPEN: Final = re.compile(
    rf"(?:khong|ko|k|chua|0)(?: the)? (?:{_REACHED})\b.*|no (?:response|answer|reply)\b.*|not sure\b.*"
    r"|(?:chua|cho|doi|dang(?! ky)|se (?:bao|tra loi|xac nhan|phan hoi|cu|lien he|goi)|bao sau|bao lai|cap nhat sau|lien he lai|"
    r"goi lai|hen|can goi|can lien he|(?:xac nhan|dang ky|tra loi)(?: lai)? sau|xac nhan lai|du phong|du bi|de sau|"
    r"xem xet|de xem|tuy|con tuy|thue bao|may ban|tat may|sai so|nham may|so may|du kien|co the|chac la|co le|chac co|"
    r"chua ro|khong chac)\b.*"
    r"|(?:ban mem|ban cung|ban giay|thu moi|giay moi|cong van|email|(?:co |xac nhan )?(?:da |co )?(?:gui|nhan|moi|phat|chuyen(?! cong tac)|"
    r"goi|bao(?! (?:ban|om|nghi|huy|hoan|khong|di)\b)|"
    r"nhan tin|lien he|dua|co giay moi|nhan giay moi|tra loi)|co giay moi|goi lan|trao tay|chuyen phat)\b"
    r"(?!.*\b(?:tham du|du hop|dong y|nhan loi|vang|khong (?:du|di|tham)|se (?:du|di|den)|bao (?:ban|om|nghi|huy|"
    r"hoan|khong|di))\b)(?! loi).*"
    r"|so dien thoai.*|hoi lai.*|maybe|tentative|tbc|tba|to be .*|waiting.*|pending|unknown|not yet|n a|khac"
)
_MAYBE: Final = re.compile(
    r"(?:du kien|co the|chac la|co le|chac co|du phong|du bi|maybe|tentative|not sure|khong chac)\b"
)
_NOT: Final = "(?:khong|ko|k|hong|chang)"
_COME: Final = "(?:tham du|tham gia|du|di|den|toi|co mat|hop)"
_OPENS_REFUSAL: Final = (
    r"(?:(?:rat tiec|xin loi|tiec la|da|se|da bao|bao|hen|da xac nhan|xac nhan|tra loi|phan hoi|don vi|cong ty|toi|giam doc|gd|"
    r"lanh dao) )*"
)
_DECLINED: Final = re.compile(
    rf"{_OPENS_REFUSAL}(?:"
    rf"{_NOT}|no|n"
    rf"|{_NOT} (?:the )?(?:{_COME}|dong y|nhan loi|sap xep|bo tri|thu xep|kip|duoc|thoi gian|co thoi gian|cu|the|dam bao|thuan tien)\b.*"
    r"|(?:vang|xin vang|bao vang|cao vang|xin phep (?:vang|nghi|khong)|xin nghi|xin khong|xin hoan|"
    r"tu choi(?! nghe| tra loi| bat may)|ban|dang ban|"
    r"di cong tac|cong tac(?! vien)|hoan|rut|huy|nghi(?! huu| viec| che do)|om|met|thai san|cao loi|cao om|trung lich|trung hop|ket|vuong|"
    r"mac (?:hop|viec|ban|cong)|di (?:nuoc ngoai|vang|hoc|kham|vien|xa|du lich)|co ban|"
    r"co (?:bao|xin|don|don xin|van ban xin|cong van xin|gui cong van xin) (?:phep )?(?:vang|nghi)|"
    r"decline|declined|regrets?|apologies|not (?:attending|coming|available)|absent)\b.*"
    r"|xin phep|(?:will not|won t|cannot|can t|can not|unable to) (?:attend|come|join|make)\b.*)"
)
_NOT_BUSY: Final = re.compile(
    r"ban (?:lanh dao|giam doc|quan ly|to chuc|chap hanh|kiem soat|tuyen giao|dieu hanh|iso|chi huy|quan tri|bi thu|thuong vu|"
    r"kiem tra|thu ky|dan van|noi chinh|qlda|gd)\b"
)
_HESITANT: Final = re.compile(
    r"\b(?:nhung|neu|co gang|chua chac|khong chac|co the|co le|se bao|bao lai|xem xet|can nhac)\b"
)
_SUBSTITUTED: Final = re.compile(
    r"(?:co |da |se |dong y |xin |nho |khong di )?(?:cu|uy quyen|giao|phan cong|nho)\b(?! ong ba tham du$).*|"
    r"(?:du thay|di thay|thay(?! doi)|nguoi khac(?! nghe| bat may| tra loi)|doi (?:nguoi|sang|thanh)|chuyen sang (?:ong|ba|anh|chi|dc|"
    r"dong chi))\b.*|(?:co|du|tham du|di) cu (?:cap pho|pho|nguoi|can bo)\b.*|substitute\b.*"
)
_SENT_LATER: Final = re.compile(r"(?:se cu|cu sau|cu nguoi sau|chua cu)\b.*")
_GOES_INSTEAD: Final = re.compile(
    r"(?i)(?:(?:đã|sẽ)\s+)?(?:có\s+)?(?P<who>\S.{0,80}?)\s+(?:(?:tham\s+)?dự|đi|họp)(?:\s+họp)?\s+thay\b.*"
)
_WELCOME: Final = (
    r"x|v|ok|oke|okay|yes|y|co|du|di|den|1|dk|dong y|nhat tri|nhan loi|nhan loi du|dong y du|nhat tri du|tham du|tham gia|"
    r"du hop|di hop|co mat|chac chan|se den|se du|se di|"
    r"xac nhan|da xac nhan|da xac bao|xac bao|san sang|duoc|coming|attending|attend|accepted|accept|will attend|true|"
    r"rsvp yes|sure|confirmed|confirm|will join|registered|da dang ky|dang ky"
)
_COMING: Final = re.compile(rf"(?:{_WELCOME})")
_COMES: Final = re.compile(
    r"\b(?:tham du|tham gia|du hop|du hoi nghi|co mat|di du|den du|dong y|nhat tri|nhan loi|nhan tham du|se du|se di|"
    r"se den|chi du|cung du|deu du|attend|coming)\b"
)
_MORE: Final = (
    rf"{_COME}|co|nhe|a|roi|chu|day du|dung gio|muon|som|cung|truc tiep|truc tuyen|online|ca|buoi (?:sang|chieu)|nua buoi|hoi nghi|"
    r"chuong trinh|duoc|luon|thoi|sau|truoc|luc|tu|khoang|se|xin|(?:qua|bang) (?:dien thoai|zalo|email|dt|tin nhan|van ban)|"
    r"\d+(?: ?h)?(?: ?\d+)?|nguoi|dai bieu|dong chi|dc|khach|ngay"
)
_COMES_FIRST: Final = re.compile(
    rf"(?:co|da xac nhan|da xac bao|xac nhan|dang ky|da dang ky|se|du|di|den)(?: (?:{_MORE}))+"
    r"|(?:ok|oke|okay|yes|duoc|dong y|nhat tri|nhan loi|chac chan|san sang)\b.*"
)
_SOMEBODY_COMES: Final = re.compile(
    r"(?:ban|lanh dao|giam doc|pho|gd|pgd|tgd|truong|tp|chu tich|dong chi|dc|ong|ba|anh|chi|toi|chung toi|don vi|cong ty|dai dien)\b"
    r".* (?:du|di)(?: hop| hoi nghi)?"
)
_NEGATED: Final = re.compile(r"\b(?:khong|ko|chua|vang|tu choi|hoan|huy|not|cannot|unable)\b")
_SENT: Final = re.compile(
    r"(?i)(?:có\s+|đã\s+|sẽ\s+|xin\s+)*(?:cử|ủy quyền(?: cho)?|giao|nhờ|"
    r"phân công)\s+(?P<who>\S.*?)(?:[\s,–-]+(?:(?:tham\s)?dự|đi|họp)(?:\s+(?:dự|họp))?\s+thay|[\s,–-]+(?:tham\s)?dự|"
    r"[\s,–-]+đi(?:\s+họp)?)?\s*\.?"
)
_INSTEAD: Final = re.compile(
    r"(?i)(?:(?:dự|đi)\s+thay|thay(?:\s+(?:thế|bằng|người))*|đổi(?:\s+(?:người|sang|thành))+|chuyển\s+sang)\s*[:–-]?\s*"
    r"(.*?)(?:\s+(?:(?:tham\s+)?dự|đi)(?:\s+(?:họp|thay))*)?\s*\.?$"
)
_NOBODY_SENT: Final = frozenset(
    [
        "nguoi", "can bo", "nguoi khac", "nguoi thay", "cap pho", "pho", "pgd", "pho gd", "pho giam doc", "nhan vien", "chuyen vien",
        "can bo khac", "dai dien", "nguoi di thay", "nguoi du thay",
    ]
)  # fmt: skip
_POLITE: Final = re.compile(
    r"(?i)^(?:(?:dạ|vâng|vâng ạ)\b[\s,.]*)+(?=\w)|[\s,]*\b(?:ạ|nhé|nha|ah|em|chị ạ|anh ạ)[\s.!]*$"
)


_ARROW: Final = re.compile(r"\s*(?:[-=]+>|→|⇒)\s*")
_CONFIRMED: Final = re.compile(r"(?i)(?:đã\s+)?xác\s+(?:nhận|báo)\s*[-–:,(]\s*(?=\S)")
_DATED: Final = re.compile(
    r"(?i)(?:(?:sáng|trưa|chiều|tối|ngày|hôm)\s+)*\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\s*[:,–-]?\s*(?=[^\W\d])"
)
"""The day of a call before its outcome: "12/4 không nghe máy"."""


def understood(written: str) -> Answer:
    """Return what a cell of answers says. `is_sure` is False where its words were not understood; they are the rest."""
    text = _ARROW.sub(", ", " ".join(written.split())[:LONGEST])
    folded = fold(text)
    if not folded:
        is_tick = any(char in TICKS for char in text) and "☐" not in text
        return Answer("coming" if is_tick else "none", "", is_sure=is_tick or not text.strip("-–—.…?/☐□ "))
    if re.fullmatch(r"(?i)(?:dạ[\s,]*)?vâng[\s.!ạ]*", text):
        return Answer("coming")
    if (ticked := ticked_choices(text)) is not None:
        several = Answer("none", text if ticked else "", is_sure=not ticked)
        return understood(ticked[0]) if len(ticked) == 1 else several
    if confirmed := _CONFIRMED.match(text):
        answer = understood(text[confirmed.end() :])
        if answer.is_sure and answer.state != "none":
            return answer
    if (dated := _DATED.match(text)) and not _understood(text, folded).is_sure:
        answer = understood(text[dated.end() :])
        return answer if answer.state == "substitute" or not answer.is_sure else answer._replace(rest=text)
    polite = _POLITE.sub("", text).strip()
    if polite and polite != text and fold(polite):
        answer = _understood(polite, fold(polite))
        return answer._replace(rest=text) if answer.state == "none" else answer
    return _understood(text, folded)


def _understood(text: str, folded: str) -> Answer:
    head, rest = _divided(text)
    plain = fold(head)
    if _COMING.fullmatch(folded) or _COMING.fullmatch(plain):
        if _HESITANT.search(fold(rest)) or _NEGATED.search(fold(rest)):
            return Answer("none", text, is_sure=False)
        return _with_substitute(rest) or Answer("coming", rest)
    if sent := _substituted(text, folded, rest) or _sent_beside(text):
        return sent
    if _SENT_LATER.fullmatch(folded):
        return Answer("none", text)
    if _OPEN.fullmatch(folded):
        is_plain = re.fullmatch(
            r"(?:chua|cho|dang)(?: (?:xac nhan|tra loi|xac bao|phan hoi|bao|cho|ro|co|lien he|lien lac))*", folded
        )
        return Answer("none", "" if is_plain else text, is_sure=not _MAYBE.match(folded))
    if _HESITANT.search(folded):
        return Answer("none", text, is_sure=False)
    if (_DECLINED.fullmatch(folded) or _DECLINED.fullmatch(plain)) and not _NOT_BUSY.match(folded):
        if _COMES.search(fold(rest)) and not _NEGATED.search(fold(rest)):
            return Answer("none", text, is_sure=False)  # one does not come and another one does
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
    if negated and comes and re.search(rf"\b(?:{_NOT}|not) (?:the )?(?:{_COME}|attend)\b", folded):
        return Answer("declined", text)
    if not negated and _COMES_FIRST.fullmatch(folded):
        return Answer("coming", text if not _plain_sentence(folded) else rest)
    if not negated and _SOMEBODY_COMES.fullmatch(folded):
        return Answer("coming", text)
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
    after = _INSTEAD.match(text)
    return Answer("substitute", rest or (after[1].strip() if after else text))


def _sent_beside(text: str) -> Answer | None:
    """ "GĐ bận, cử bà Lê Thị Mẫu đi thay", "Chị Mẫu dự thay": who goes stands in a part of the answer, or before "đi thay"."""
    parts = [part.strip(" ).") for part in re.split(r"[,;:(]|\.\s|\s[-–]\s", text)]
    for place, part in enumerate(parts):
        others = ", ".join(other for n, other in enumerate(parts) if n != place and other)
        if _NEGATED.search(fold(part)) or _SENT_LATER.match(fold(part)):
            continue
        instead = _GOES_INSTEAD.fullmatch(part)
        if instead and not _SUBSTITUTED.fullmatch(fold(part)):
            return Answer("substitute", instead["who"], beside=others)
        sent = (
            _substituted(part, fold(part), "")
            if place and re.match(r"(?:đã |sẽ |xin )?(?:cử|ủy quyền|uỷ quyền|nhờ)\b", part.lower())
            else None
        )
        if sent:
            return sent._replace(beside=others)
    return None


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
    r"(?:bao |xin |da bao |da |xin phep |se )*(?:khong(?: the)?|ko|k|vang(?: mat)?|tu choi|no|n|huy|nghi|"
    r"ban)(?: (?:tham du|tham gia|du|di|du hop|duoc|di duoc|du duoc|den|den duoc|co mat))*"
)


def _beyond(text: str) -> str:
    """The words of a refusal that say more than the refusal."""
    return "" if _PLAIN_REFUSAL.fullmatch(fold(text)) else text
