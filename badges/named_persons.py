"""Persons named in a text: behind a form of address, behind a word that announces a name, or by a whole Vietnamese name.

Places, streets, businesses and positions look like names; what stands before them tells them apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from badges.person_names import ASIAN_LETTER, FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterator

_HONORIFIC = (
    r"(?:ông|bà|anh|chị|cô|chú|bác|cậu|dì|mợ|thím|cụ|ngài|thầy|em|bạn|đồng chí|đ/c|đ\.c|đc|phóng viên|pv|nhà báo|biên tập viên|công chức|"
    r"viên chức|chuyên gia|ô\.?|b\.|mr|mrs|ms|miss|dr|luật sư|ls|kỹ sư|ks|bác sĩ|bs|"
    r"tiến sĩ|thạc sĩ|ths|pgs|gs|kế toán|giám đốc|p?gđ|tgđ|trưởng phòng|phó phòng|phụ trách|nhân viên|cán bộ|chuyên viên|"
    r"(?:kiểm định|kiểm tra|thanh tra|kiểm soát) viên)"
)
_SIGN = r"(?:\s*:?\s+|(?<=(?i:ths|pgs|mrs))\.\s+|(?<=(?i:mr|ms|gs|ts|ks|bs|ls|dr|đc|gđ|/c|\.c))\.\s+|(?<=\b[ôb]\.)\s+)"
"""Behind a form of address: a full stop only behind a short one, as «trẻ em. Mỗi lô» ends a sentence."""
_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LOWER = "a-zà-öø-ýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
_WORD = (
    rf"(?:[{_UPPER}][{_LOWER}]+(?:[-'’][{_UPPER}{_LOWER}]+){{0,2}}|[{_UPPER}]['’][{_UPPER}][{_LOWER}]+"
    rf"|[{_UPPER}]{{2,}}|[{_UPPER}](?=\.|\s|$)|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{{1,8}})"
)
_FOREIGN = (
    r"(?:(?:người\s+)?(?:Nhật(?:\s+Bản)?|Hàn(?:\s+Quốc)?|Trung\s+Quốc|Đài\s+Loan|"
    r"Mỹ|Hoa\s+Kỳ|Đức|Pháp|Ấn\s+Độ|Thái\s+Lan)\s+)?"
)
PERSON: Final = re.compile(
    rf"(?<!\w)(?:(?i:{_HONORIFIC}){_SIGN}(?:(?i:{_HONORIFIC}){_SIGN})?{_FOREIGN}|(?:Anh|Chị|Ông|Bà|Mr|Mrs|Ms)\.)[\"“'‘(]?"
    rf"(?P<value>{_WORD}(?:\.?\s+{_WORD}){{0,4}})(?!\w)"
)
"""Whoever stands behind a form of address or a post."""
_JOBS = (
    r"(?:kế toán|giám đốc|phó giám đốc|thủ kho|thủ quỹ|bảo vệ|lái xe|nhân viên|trưởng phòng|phó phòng|phụ trách|"
    r"chủ (?:cửa hàng|cơ sở|hộ|quán|doanh nghiệp)|hành chính|văn thư|thư ký|kỹ thuật|kinh doanh|bán hàng|quản lý|"
    r"(?:chi )?cục trưởng|(?:chi )?cục phó|một cửa|tiếp nhận|kiểm định|tổ trưởng|chi cục|phòng (?!họp)|bán )"
)
_MORE: Final = re.compile(rf"\s*(?:,|;|&|và)\s+(?P<value>{_WORD}(?:\s+{_WORD}){{0,3}})(?!\w)")
_SEVERAL: Final = re.compile(r"(?i)(?<!\w)(?:các|hai|ba|bốn|những|mấy)\s+$")
GIVEN: Final = re.compile(
    rf"(?<!\w)(?i:ông|bà|anh|chị|cô|chú|bác|em)\s+(?P<value>[{_LOWER}{_UPPER}]{{2,7}})"
    rf"(?=\s*[,(\-–]?\s*(?:bên |làm |là |ở |tại |bộ phận ){{0,2}}{_JOBS})"
)
"""A given name in small letters before what its owner does: «chị bình kế toán»."""
_RARE: Final = (
    "lã lữ âu ông thạch khổng nhâm nông lục lò lường vi bế bạch châu cù cung diệp đới "
    "hứa lâm liêu mẫn nhữ ôn phí sầm tiêu tôn tống từ tưởng ung"
)
"""Further family names; in a list of guests most of them are rather something else."""
_FAMILY: Final = "|".join(sorted((name.capitalize() for name in FAMILIES | set(_RARE.split())), key=len, reverse=True))
_CERTAIN = "nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|ngô|đinh|trịnh|dương|trương|quách|phùng|nghiêm|khúc|đàm|doãn|mạc"
"""Family names that are hardly a word of something else, also in small letters."""
_MIDDLE = (
    "Văn|Thị|Đức|Hữu|Đình|Xuân|Ngọc|Quang|Minh|Thanh|Thu|Kim|Hồng|Thúy|Thuý|Bích|Công|Quốc|Thế|Trọng|Tuấn|Anh|Gia|Mạnh|Viết|Duy|Bá|"
    "Như|Phương|Hoàng|Mai|Lan|Thùy|Thuỳ|Diệu|Khánh|Bảo|Hải|Nhật|Tiến|Cao|Vĩnh|Tấn|Hà|Huy|Chí|Trung|Việt"
)
WHOLE: Final = re.compile(
    rf"(?<![\w.])(?P<value>(?:{_FAMILY})\s+(?:(?:{_MIDDLE})\s+)(?:{_WORD}\s+){{0,2}}[{_UPPER}][{_LOWER}]+"
    rf"|(?:{'|'.join(name.capitalize() for name in _CERTAIN.split('|'))})\s+[{_UPPER}][{_LOWER}]+(?:\s+[{_UPPER}][{_LOWER}]+){{1,3}}"
    rf"|(?:{_CERTAIN})\s+(?:văn|thị)\s+[{_LOWER}]{{1,7}}(?:\s+[{_LOWER}]{{1,7}}(?=\s*[,.;:()\-–]|\s*$))?"
    rf"|(?:{_CERTAIN.upper()})\s+(?:VĂN|THỊ)\s+[{_UPPER}]{{1,7}}(?:\s+[{_UPPER}]{{2,7}})?)(?!\w)"
)
"""A whole name without a form of address: family, middle and given name."""
_BARE_FAMILY = "nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ngo|dinh|trinh|duong|truong|dao|ly|ho|mai|cao"
UNMARKED: Final = re.compile(
    rf"(?i)(?<!\w)(?P<value>(?:{_BARE_FAMILY})\s+(?:van|thi)\s+[a-z]{{1,7}}(?:\s+[a-z]{{2,7}}(?=\s*[,.;:()\-–]|\s*$))?)(?!\w)"
    rf"|(?<!\w)(?:ong|ba|anh|chi|co|em)\s+(?P<other>(?:{_BARE_FAMILY})(?:\s+[a-z]{{2,7}}){{1,3}}|[a-z]{{2,7}}(?=\s+(?:ke toan|giam doc|"
    r"phu trach|truong phong|nhan vien|thu kho|chu ho)))(?!\w)"
)
"""The same in a sentence without any mark."""
INITIALS: Final = re.compile(rf"(?<!\w)(?P<value>(?:{_FAMILY})\s+(?:[{_UPPER}]\.\s?){{1,2}}[{_UPPER}]\.?)(?!\w)")
"""A family name with initials behind: «Nguyễn V.B.»."""
UNMARKED_CAPITALS: Final = re.compile(
    rf"(?<!\w)(?P<value>(?:{'|'.join(name.capitalize() for name in _BARE_FAMILY.split('|'))})\s+(?:Van|Thi)(?:\s+[A-Z][a-z]+){{1,2}})(?!\w)"
)
SHORTENED: Final = re.compile(rf"(?<!\w)(?P<value>Ng\.\s?(?:[{_UPPER}]\.?\s?|Văn\s|Thị\s)?[{_UPPER}][{_LOWER}]+)(?!\w)")
"""A family name cut short: «Ng. V. Bình»."""
ASIAN: Final = re.compile(
    rf"(?P<value>(?:[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?|{ASIAN_LETTER}{{1,6}}?)\s?"
    r"(?:さん|様|先生|氏|씨|님|부장님?|사장님?|과장님?|이사님?|대표님?|대리님?|차장님?))"
    rf"|(?<!\w)(?P<alone>(?!\w*(?:会社|公司|大学|工場|회사))(?:{ASIAN_LETTER}){{2,6}})(?!\w)|(?<!\w)(?P<san>[A-Z][a-z]+[ \-]san)(?!\w)"
)
"""Somebody of Japan, Korea or China, with a form of address behind or in the letters of there."""
CALLED: Final = re.compile(
    rf"(?<!\w)(?i:gặp|liên hệ|lh|gọi|hỏi|cho|với)\s*:?\s*[acAC]\.?\s?(?P<value>[{_UPPER}][{_LOWER}]+)(?!\w)"
)
"""Behind a form of address cut to one letter: «gặp c Lan»."""
_POSTS = (
    r"(?:kế toán|(?:phó )?(?:tổng )?giám đốc|thủ kho|thủ quỹ|bảo vệ(?! môi)|lái xe|nhân viên|(?:trưởng|phó)(?: trưởng)? phòng|"
    r"tổ trưởng|quản đốc|chủ (?:cửa hàng|cơ sở|hộ|quán|doanh nghiệp|xưởng)|thư ký|văn thư|người đại diện)"
)
POSTED: Final = re.compile(
    rf"(?<!\w)(?P<value>{_WORD}(?:\s+{_WORD}){{0,3}})(?=\s+là\s+{_POSTS}(?!\w))"
    rf"|(?:^|[.;!?:]\s+)(?P<first>[{_UPPER}][{_LOWER}]+(?:\s+[{_UPPER}][{_LOWER}]+)?)(?=\s*[,(\-–]\s*{_POSTS}(?!\w))"
    rf"|(?<!\w)(?P<family>(?:{_FAMILY})(?:\s+[{_UPPER}][{_LOWER}]+){{1,3}})(?=\s*[,(\-–]\s*(?i:{_POSTS})(?!\w))"
)
"""Whoever is said to hold a post, without a form of address: «Bình là kế toán trưởng», «Lê Hà, kế toán trưởng»."""
_BORN: Final = re.compile(
    r"\s*[(,\-–]\s*(?:(?i:sinh\s+(?:năm\s+)?|sn\s*))?(?P<value>(?:19[3-9]\d|200\d))(?=\s*[),.;]|$)"
)
_SENTENCE: Final = re.compile(r"[^\n.;!?]{4,}")
_ANNOUNCED = (
    r"(?:đại diện(?:\s+(?:theo pháp luật|pháp luật|doanh nghiệp|công ty|hộ(?:\s+kinh doanh)?))?|họ (?:và )?tên|"
    r"người (?:đại diện(?:\s+theo pháp luật)?|liên hệ|nộp(?:\s+hồ sơ)?|hỏi|kiến nghị|phản ánh|gửi|ký|viết(?:\s+đơn)?|làm đơn|"
    r"phụ trách|tiếp nhận|đứng tên|khai|lập(?:\s+biểu)?)|chủ (?:hộ(?:\s+kinh doanh)?|cơ sở|cửa hàng|doanh nghiệp|quán|xưởng)|"
    r"tôi(?=\s*,)|(?:tôi|em|cháu|mình|con)\s+(?:tên\s+là|tên|là)|tên (?:tôi|em)(?:\s+là)?|tên là|ký tên|ký|trân trọng|kính (?:đơn|gửi|thư)|"
    r"kế toán(?: trưởng)?|(?:phó )?(?:tổng )?giám đốc|trưởng phòng|chủ tịch|thủ quỹ|thủ kho|liên hệ|gặp|"
    r"(?:vợ|chồng|bố|mẹ|con trai|con gái|em trai|em gái|anh trai|chị gái)(?:\s+(?:tôi|em|mình))?(?:\s+(?:tên là|là|tên))?)"
)
ANNOUNCED: Final = re.compile(
    rf"(?<!\w)(?i:{_ANNOUNCED})\s*(?P<sign>[:,\-–]?)\s*(?P<value>{_WORD}(?:\s+{_WORD}){{1,4}})(?!\w)"
)
"""A name of two words or more behind what announces one; without a colon its first word is a family name."""
SAID: Final = re.compile(
    rf"(?<!\w)(?i:(?:tôi|em|cháu|mình)\s+(?:tên\s+là|là|tên)|(?:ấy|này|đó)\s+tên(?:\s+là)?)\s+(?P<value>{_WORD}(?:\s+{_WORD}){{0,3}})(?!\w)"
    rf"|(?<!\w)(?i:(?:tôi|em|cháu|ấy)\s+tên(?:\s+là)?)\s+(?P<small>(?!đầy|là|của)[{_LOWER}]{{2,7}})(?!\w)"
)
_SIMPLE = rf"[{_UPPER}][{_LOWER}]+"
_MOBILE = r"(?:\+?84|0)[ .\-]?[35789](?:[ .\-]?\d){8}"
BESIDE: Final = re.compile(
    rf"(?<!\w)(?P<value>{_SIMPLE}(?:\s+{_SIMPLE}){{0,3}})(?=\s*[:,(\-–]?\s*(?:(?i:sđt|đt|số)\s*:?\s*)?{_MOBILE})"
    rf"|{_MOBILE}\s*(?:\(\s*(?i:gặp\s+)?|[\-–]\s+(?i:gặp\s+)?|[,;]?\s*(?i:gặp)\s)\s*"
    rf"(?P<behind>{_SIMPLE}(?:[ \u00a0]+{_SIMPLE}){{0,3}})(?=\s*(?:[).,;\n]|$))"
    rf"|(?<!\w)(?i:gặp|liên hệ|lh|gọi cho|hỏi)\s*:?\s+(?P<met>{_SIMPLE}(?:\s+{_SIMPLE}){{0,3}})(?=\s*[,(\-–]?\s*{_JOBS})"
)
"""A name beside a mobile number, or before what its owner does."""
NETWORK: Final = re.compile(
    rf"(?<!\w)(?i:facebook|fb|zalo|tiktok|telegram|viber|skype|messenger|wechat|kakaotalk)"
    rf"(?:\s+(?i:là|tên|cá nhân|của|nick))*\s*:?\s+(?P<value>{_WORD}(?:\s+{_WORD}){{1,4}})(?!\w)"
)
NO_NAME: Final = re.compile(
    r"(?i)(?:giám đốc|phó|chủ(?!\w)|trưởng "
    r"(?:phòng|ban|bộ|khoa|đoàn|văn|chi|công)|bí thư|thứ trưởng|"
    r"bộ (?:trưởng|khoa|y|công|tài|nội|xây|nông|giáo)|sở|cục|chi cục|tổng (?:giám|cục|công|biên)|"
    r"ban (?:giám|tổ|quản|lãnh|chấp|kiểm|đo|iso)|phòng|[uủ][ỷy] (?:ban|viên)|ubnd|hđnd|hội "
    r"(?:đồng|nghị|viên|trường|phụ|nông|cựu|liên|chữ|doanh|bảo|người)|công (?:ty|an|chức|nhân|thương)|"
    r"trung tâm|viện (?:trưởng|nghiên)|trường (?:đại|cao|trung|học|mầm|tiểu)|đại (?:diện|biểu|học|sứ|tá|úy|tướng)|lãnh đạo|"
    r"văn phòng|thanh tra|"
    r"cơ (?:quan|sở)|doanh nghiệp|hợp tác|hộ (?:kinh|gia)|tập đoàn|chi nhánh|nhà máy|rịa|nà|quốc|tô(?! \w)|con|này|kia|ấy|đó|"
    r"mst|cccd|iso|qcvn|tcvn|kcs|việt nam|hải phòng|các|những|ông|bà|anh|chị|em|và|hoặc|có|được|đã|sẽ|thuộc|của|tại|về|khi|nếu|"
    r"giáo|xã|ruột|dâu|rể|gái|trai|nuôi|út|cả|hiệp hội|quý|kính|hồ chí minh|hồ đã|bên|ở|làm|là|phụ|thì|nói|hay|chưa|không|ta|mình|"
    r"bé|nào|ơi|chúng|tôi|hùng lao|số|điện|tel|fax|zalo|viber|mobile|phone|hotline|email|gọi|liên|địa chỉ|hải quan|kiểm \w+|ngân hàng|"
    r"kho bạc|kế (?:toán|hoạch)|điều hành|kỹ thuật|bảo (?:vệ|hiểm)|đo lường|thuế|kinh (?:doanh|tế)|hành chính|nhân sự|sản xuất|"
    r"chất lượng|dự án|an toàn|vận hành|y tế|tài (?:chính|nguyên|vụ)|tổ chức|tiêu chuẩn|thông tin|pháp (?:chế|lý|luật)|"
    r"đối ngoại|xuất|vật tư|mua hàng|bán hàng|thị trường|quản (?:lý|trị)|khu (?:vực|công|kinh)|dịch vụ|thương mại|đào tạo|truyền thông|"
    r"tổng hợp|văn thư|lưu trữ|tư pháp|địa chính|môi trường|xây dựng|nông nghiệp|nội vụ|giáo dục|khoa học|cảnh sát|biên phòng|thẩm định|"
    r"giám định|tiếp (?:dân|nhận)|chính (?:quyền|phủ)|nhà nước|thành phố|đảng|quận|huyện|phường|xí nghiệp|cảng|cửa hàng|"
    r"nhật bản|hàn quốc|trung quốc|đài loan|hoa kỳ|kcs|qa|qc|hse|it|hr|r&d|vsmt)(?!\w)"
)
"""Words behind a form of address that begin a position, a place or a sentence, but no name."""
_COUNTRY_BEFORE: Final = re.compile(
    r"(?i)(?:tiếng|nước|tiêu chuẩn|thị trường|hãng|kiểu|bảng|vương quốc|người|đất|đảo|huyện|đặc khu|đường|phố|chùa|đền)\s*$"
)
_PLACE = (
    r"(?:đường|phố|phường|xã|quận|huyện|thị trấn|thành phố|tp\.?|cầu|ngõ|ngách|hẻm|chợ|cảng|khu|kcn|cụm|trường|thpt|thcs|tiểu học|mầm non|"
    r"đại học|học viện|bệnh viện|giải thưởng|công viên|quảng trường|tượng đài|nút giao|ngã (?:ba|tư|năm|sáu)|tuyến|đại lộ|bến|đình|"
    r"đền|chùa|nhà (?:máy|hát|văn hóa|xuất bản)|số (?:nhà )?\d+[a-z]?(?:/\d+)*|(?<!\w)\d+[a-z]?(?:/\d+[a-z]?)*|sông|hồ|vịnh|đảo|nhà thờ|"
    r"công ty|cty|tnhh|cổ phần|ctcp|dntn|doanh nghiệp|tập đoàn|hợp tác xã|htx|hộ kinh doanh|hkd|cửa hàng|siêu thị|khách sạn|"
    r"tiệm(?: vàng)?|xưởng|cơ sở|chi nhánh|hiệu(?: vàng)?|nhãn hiệu|thương hiệu|vàng bạc|quỹ|viện|phòng khám|nhà thuốc|kho bạc)"
)
_NOT_A_PERSON_BEFORE: Final = re.compile(
    rf"(?i)(?<!\w){_PLACE}(?:\s+(?!(?:do|của|là|tên|gặp|ông|bà|anh|chị|và|hỏi|cho|có|bởi|mang|đứng)(?!\w))[^\s.,;:()]+){{0,8}}"
    rf"(?:\s*[,–\-]\s+(?:{_FAMILY})(?:\s+[^\s.,;:()]+){{1,3}})*(?:\s*[,–\-]\s*|\s+và\s+)?\s*$"
)
"""A place or a business is named before, perhaps with others in a list: «các đường Hoàng Văn Thụ, Nguyễn Đức Cảnh»."""
_KNOWN_TO_ALL: Final = re.compile(
    r"(?i)(?:chủ tịch|bác)?\s*hồ chí minh|bác hồ|bà trưng|bạch long vĩ|thái bình dương|hồ hoàn kiếm"
)


_OF_HISTORY: Final = frozenset(
    ["trần hưng đạo", "trần quốc toản", "trần nguyên hãn", "trần quang khải", "trần nhân tông", "trần khánh dư",
     "trần bình trọng", "lê hồng phong", "lê thánh tông", "lý thường kiệt", "lý thái tổ", "lý nam đế", "ngô gia tự",
     "nguyễn bỉnh khiêm", "nguyễn đức cảnh", "nguyễn công trứ", "nguyễn tri phương", "nguyễn lương bằng",
     "nguyễn thái học", "nguyễn tất thành", "nguyễn thượng hiền", "nguyễn đình chiểu", "nguyễn thị minh khai",
     "hoàng quốc việt", "hoàng hoa thám", "phạm văn đồng", "phạm ngũ lão", "phan bội châu", "phan chu trinh",
     "phan đình phùng", "võ nguyên giáp", "tôn đức thắng", "đinh tiên hoàng", "mạc đăng dung", "mạc thái tổ",
     "võ thị sáu", "bùi thị xuân", "lương thế vinh", "chu văn an", "trương định", "tô vĩnh diện", "mạc đĩnh chi",
     "đặng thùy trâm"]
)  # fmt: skip
"""Names of streets and schools: without a form of address nobody alive is meant."""


def persons(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every person named in a text; some may lie over others."""
    for found in PERSON.finditer(text):
        if not _COUNTRY_BEFORE.search(text[max(0, found.start() - 16) : found.start()]):
            yield from _unless_known(text, found)
            yield from _others(text, found)
            if born := _BORN.match(text, found.end()):
                yield born.span("value")
    for pattern in (UNMARKED_CAPITALS, INITIALS, SHORTENED, ASIAN, CALLED):
        for found in pattern.finditer(text):
            yield from _unless_known(text, found)
    for pattern in (GIVEN, SAID, NETWORK, BESIDE):
        for found in pattern.finditer(text):
            yield from _unless_known(text, found)
    for sentence in _SENTENCE.finditer(text):
        if sentence[0].isascii():
            for found in UNMARKED.finditer(text, *sentence.span()):
                yield from _unless_known(text, found)
    for found in ANNOUNCED.finditer(text):
        if found["sign"] == ":" or found["value"].split()[0].casefold() in FAMILIES:
            yield from _unless_known(text, found)
    for pattern in (WHOLE, POSTED):
        for found in pattern.finditer(text):
            if pattern is WHOLE and " ".join(found[0].split()).casefold() in _OF_HISTORY:
                continue
            if not _NOT_A_PERSON_BEFORE.search(text[max(0, found.start() - 90) : found.start()]):
                yield from _unless_known(text, found)


def taken_for_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what looks like a person's whole name and stays, as a place or business seems to be meant."""
    for found in WHOLE.finditer(text):
        if _NOT_A_PERSON_BEFORE.search(text[max(0, found.start() - 90) : found.start()]):
            yield from _unless_known(text, found)


def _others(text: str, first: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Further persons behind one form of address: «ông Cường và Hùng», «các ông Cường, Hùng, Dũng»."""
    several = _SEVERAL.search(text[max(0, first.start() - 8) : first.start()])
    end = first.end()
    while (found := _MORE.match(text, end)) and (several or "và" in text[end : found.start("value")]):
        hit = list(_unless_known(text, found))
        if not hit:
            return
        yield from hit
        end = found.end()


def _unless_known(text: str, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the place of a name unless it is none: a position, a body, or somebody of history."""
    named = next(name for name, words in found.groupdict().items() if words is not None and name != "sign")
    start, end = found.span(named)
    if (
        not NO_NAME.match(text, start)
        and not _KNOWN_TO_ALL.match(text, start)
        and not _KNOWN_TO_ALL.fullmatch(found[0])
    ):
        yield start, end
