"""The people and businesses of the sample conference, invented from the lists in examples/sample/, alike on every run.

Only the three persons named in the department's plan are real, and of them nothing but name and office is given.
Everybody else, every business and every number is made up: tax codes pass the check digit but lie outside the ranges
that have been given out (029…, 089…, households 0319…), telephone numbers begin 0900 0 or, fixed, 0225 0 and 0220 0,
addresses of mail end in .example.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from stdnum.vn import mst

from badges.vietnamese import fold, initials

LISTS = Path(__file__).parent / "sample"
SEED = 20260424
SHARED = (("Nguyễn Văn Tuấn", "Ông"), ("Nguyễn Thị Hương", "Bà"))
"""Two names that two people each bear, as happens in any list of this length."""

DIRECTORS = ("Giám đốc", "Giám đốc", "Tổng Giám đốc", "Phó Giám đốc", "Chủ tịch Hội đồng thành viên")
SECONDS = (
    "Trưởng phòng Quản lý chất lượng",
    "Phó Giám đốc Kỹ thuật",
    "Trưởng phòng Kỹ thuật",
    "Trưởng phòng Hành chính - Nhân sự",
    "Kế toán trưởng",
    "Trưởng bộ phận QA/QC",
)
COMMUNE_OFFICES = (
    "Phó Chủ tịch Ủy ban nhân dân",
    "Phó Chủ tịch Ủy ban nhân dân",
    "Trưởng phòng Văn hóa - Xã hội",
    "Chủ tịch Ủy ban nhân dân",
)
ABSENCES = ("đi công tác", "trùng lịch họp", "đi nước ngoài", "nghỉ ốm")


@dataclass(frozen=True)
class Person:
    """One row of the guest list, as it is to be read; the clerk's spelling of numbers comes later."""

    key: str
    name: str
    honorific: str
    position: str
    organisation: str
    block: str
    tax_code: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    seat: str = ""
    seats: int = 1
    rsvp: str = ""
    note: str = ""


def load(name: str) -> dict[str, Any]:
    """Read one of the lists beside this file."""
    with (LISTS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


class Inventor:
    """Draws names and numbers, none of them twice."""

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._random = random.Random(SEED)
        self._taken = {*names["avoided"], *dict(SHARED)}

    def person(self, key: str, position: str, organisation: str, block: str, written: str = "") -> Person:
        """Invent a person for an office; `written` fixes the honorific, or honorific and name."""
        honorific, _, name = written.partition(" ")
        known = bool(name)
        honorific = honorific or self._random.choices(("Ông", "Bà"), (68, 32))[0]
        name = name or self._name(honorific)
        invited = Person(key, name, honorific, position, organisation, block)
        return invited if known else self._reachable(invited)

    def _reachable(self, invited: Person) -> Person:
        *_, given = fold(invited.name).split()
        short = initials(invited.name).removesuffix(given)
        host = invited.key or {"committee": "tcdlcl", "press": "baochi"}.get(invited.block, "haiphong")
        email = f"{given}.{short}@{host}.example" if self._random.random() < 0.55 else ""
        return replace(invited, phone=self._phone(), email=email)

    def _name(self, honorific: str) -> str:
        sex = "men" if honorific == "Ông" else "women"
        families = self._names["families"]
        while True:
            family = self._random.choices(list(families), list(families.values()))[0]
            middle = self._random.choice(self._names[f"middles_of_{sex}"])
            given = self._random.choice(self._names[f"given_of_{sex}"])
            name = f"{family} {middle} {given}"
            if given not in middle.split() and self._new(name):
                return name

    def _phone(self) -> str:
        while True:
            fixed = self._random.random() < 0.12
            start = self._random.choice(("02250", "02250", "02200")) if fixed else "09000"
            number = start + "".join(self._random.choices("0123456789", k=6 if fixed else 5))
            if self._new(number):
                return number

    def tax_code(self, key: str) -> str:
        """Invent a sound tax code: twelve digits for a household (h-…), 08… for former Hải Dương (d-…), else 02…"""
        if key.startswith("h-"):
            return "0319" + "".join(self._random.choices("0123456789", k=8))
        start = "089" if key.startswith("d-") else "029"
        while True:
            nine = start + "".join(self._random.choices("0123456789", k=6))
            code = nine + mst.calc_check_digit(nine)
            if mst.is_valid(code) and self._new(code):
                return str(code)

    def address(self, ward: str) -> str:
        """Invent an address of today's two levels of government."""
        place = "Thôn" if ward.startswith("xã") else "Tổ dân phố số"
        return f"{place} {self._random.randint(1, 14)}, {ward}, thành phố Hải Phòng"

    def pick(self, choices: tuple[str, ...]) -> str:
        """Choose one of several texts."""
        return self._random.choice(choices)

    def chance(self, share: float) -> bool:
        """Say yes in a share of cases."""
        return self._random.random() < share

    def _new(self, text: str) -> bool:
        if text in self._taken:
            return False
        self._taken.add(text)
        return True


def everyone() -> list[Person]:
    """Return the whole guest list, in the order of its blocks."""
    lists = load("people")
    inventor = Inventor(lists["names"])
    officials = [guest for unit in lists["units"] for guest in _office(inventor, unit)]
    communes = [_commune(inventor, kind, name) for kind, names in lists["communes"].items() for name in names]
    businesses = _shared([guest for line in load("businesses")["list"].split("\n") for guest in _firm(inventor, line)])
    order = ("city", "committee", "agency", "commune", "association", "business", "press", "host")
    guests = sorted([*officials, *communes, *businesses], key=lambda guest: order.index(guest.block))
    return _seated([_noted(_answered(inventor, guest)) for guest in guests])


def _office(inventor: Inventor, unit: dict[str, Any]) -> list[Person]:
    """Return the people of one authority or newsroom."""
    lines = [line.rpartition(" | ") for line in unit["people"]]
    return [inventor.person("", position, unit["name"], unit["block"], written) for written, _, position in lines]


def _commune(inventor: Inventor, kind: str, name: str) -> Person:
    position = inventor.pick(COMMUNE_OFFICES)
    return inventor.person("", position, f"Ủy ban nhân dân {kind} {name}", "commune")


def _firm(inventor: Inventor, line: str) -> list[Person]:
    """Return the one or two people of a business from its line "key | name | ward | number"."""
    if not line.strip():
        return []
    key, name, ward, number = (part.strip() for part in line.split("|"))
    tax_code, address = inventor.tax_code(key), inventor.address(ward)
    positions = [_head(inventor, name), inventor.pick(SECONDS)][: int(number)]
    people = [inventor.person(key, position, name, "business") for position in positions]
    return [replace(guest, tax_code=tax_code, address=address) for guest in people]


def _head(inventor: Inventor, name: str) -> str:
    """Return the office of whoever speaks for a business of this legal form."""
    heads = {"Hộ kinh doanh": "Chủ hộ kinh doanh", "Hợp tác xã": "Giám đốc Hợp tác xã"}
    heads |= {"Doanh nghiệp tư nhân": "Chủ doanh nghiệp"}
    fixed = next((head for form, head in heads.items() if name.startswith(form)), "")
    return fixed or inventor.pick(DIRECTORS if "TNHH" in name else DIRECTORS[:-1])


def _shared(guests: list[Person]) -> list[Person]:
    """Let four people of different businesses bear two names between them."""
    ours = {name: [guest for guest in guests if guest.honorific == honorific][7:30:16] for name, honorific in SHARED}
    renamed = {guest: name for name, bearers in ours.items() for guest in bearers}
    return [replace(guest, name=renamed[guest], email="") if guest in renamed else guest for guest in guests]


def _answered(inventor: Inventor, guest: Person) -> Person:
    """Fill in what is known of the reply so far: most come, a third have not replied, a few cannot."""
    if guest.block in {"city", "press", "host"}:
        return replace(guest, rsvp="Tham dự")
    if inventor.chance(0.58):
        return replace(guest, rsvp="Tham dự", seats=2 if guest.block == "business" and inventor.chance(0.06) else 1)
    if inventor.chance(0.12):
        return replace(guest, rsvp=f"Vắng: {inventor.pick(ABSENCES)}")
    if inventor.chance(0.1):
        other = inventor.person("", "", "", "")
        return replace(guest, rsvp=f"Cử người dự thay: {other.honorific} {other.name}")
    return guest


def _noted(guest: Person) -> Person:
    """Add what the clerk remarks on a few."""
    by_name = {"Nguyễn Cao Thắng": "Chủ trì Hội nghị", "Hoàng Thị Hồng Ngọc": "Người dẫn chương trình"}
    by_key = {"d-dtu-haeun": "Đề nghị bố trí phiên dịch tiếng Hàn"}
    speakers = ("xd-minhquan", "vt-enxanh", "dc-chimnon", "tm-anlo", "d-nn-hathanh", "nhua-thangvan", "giay-tamcuong")
    by_key |= dict.fromkeys(speakers, "Đăng ký phát biểu") if guest.position in DIRECTORS else {}
    return replace(guest, note=by_name.get(guest.name, "") or by_key.get(guest.key, ""))


def _seated(guests: list[Person]) -> list[Person]:
    """Give every guest a seat: leaders in front, twenty to a row, the press at its own table."""
    rows = {
        "city": "A",
        "committee": "A",
        "agency": "B",
        "commune": "D",
        "association": "F",
        "business": "G",
        "host": "P",
    }
    used: dict[str, int] = {}
    seated = []
    for guest in guests:
        if guest.block == "press":
            seated.append(replace(guest, seat="Bàn báo chí"))
            continue
        first = "A" if guest.position in {"Giám đốc", "Chi cục trưởng"} and guest.block == "host" else rows[guest.block]
        place = used[first] = used.get(first, 0) + 1
        row = chr(ord(first) + (place - 1) // 20)
        seated.append(replace(guest, seat=f"Dãy {row}, ghế {(place - 1) % 20 + 1:02d}"))
    return seated
