"""A conference in which every field that anybody can fill carries hostile text, and a day driven on it."""

from __future__ import annotations

import csv
import io
import json
import re
import time
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import requests
from PIL import Image

from badges import guests
from kiosk.conference import conference as conferences
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.intake import plan
from kiosk.settings.labels import TABLES
from kiosk.settings.load import FILE
from kiosk.stands.help import sheets
from live import questions
from tests.support import contract_page, drive

if TYPE_CHECKING:
    from pathlib import Path

IMAGE = "<img src=x onerror=window.ran=1>"
"""What a page must show as these very letters."""
SCRIPT = f"""</script><script>window.ran=1</script>"'>{IMAGE}<svg onload=window.ran=1>{{{{1333*7}}}}${{1333*7}}{{% if 1 %}}"""
FORMULA = """=HYPERLINK("http://evil.test/","x")+cmd|' /C calc'!A0 javascript:window.ran=1"""
ODD = "Lan\u202eBì\u200bC\u2028D\x00E\x1bF 🎉𝒳 Z" + "\u0301" * 60 + "\ufffe ../../tmp/x\\..\\CON:*?<>|"
WORD = "W" * 10_000
HOSTILE = {"script": SCRIPT, "formula": FORMULA, "odd": ODD, "word": WORD}
CODES = {
    "id", "code", "start", "end", "kind", "colour", "timezone", "language", "theme", "date", "public_address", "rank",
}  # fmt: skip
TAX = "0200000014"
KEYS = {"submissions": "submission", "exchange": "drafts", "slides": "deck"}
"""What `{key}` of a route with this part in it names, if no list."""


def settings(text: str) -> str:
    """The settings with hostile text in every free text: what is behind `=` and is no code, number or date."""
    out, section = [], ""
    for line in text.splitlines():
        section = line.strip() if line.startswith("[") else section
        key = re.match(r"\s*(\w+) = ", line)
        free = not line.startswith(("#", "[[")) and not (key and key[1] in CODES and section != "[title]")
        more = SCRIPT[:75] + FORMULA[:40] + "W" * 60
        out.append(re.sub(r'"([^"]*)"', lambda m, more=more: json.dumps(m[1] + more), line) if free else line)
    public = f'\n[[handouts]]\ntitle = {json.dumps(SCRIPT)}\nurl = "https://example.vn/{IMAGE.replace(" ", "%20")}"\n'
    changes = {
        "questions_until = 2026-04-20": "questions_until = 2026-04-24",
        'public_address = ""': 'public_address = "https://hoinghi.example.vn"',
    }
    text = "\n".join(out)
    for old, new in changes.items():
        text = text.replace(old, new)
    return text + public


def sheet(kind: str) -> bytes:
    """A list with a row of each hostile text in every column that takes free text."""
    file = io.StringIO()
    writer = csv.writer(file)
    if kind == "guests":
        writer.writerow(
            ["STT", "Họ và tên", "Ông/Bà", "Chức vụ", "Đơn vị", "Điện thoại", "Email", "Khối", "Vị trí ngồi", "Ghi chú"]
        )
        for n, text in enumerate(HOSTILE.values(), 1):
            name, mail = f"Nguyễn {text[:180]}", f"{text[:30]}@x.vn"
            writer.writerow(
                [
                    n,
                    name,
                    "Ông",
                    text[:200],
                    f"Công ty {text[:250]}",
                    "0912345678",
                    mail,
                    "Doanh nghiệp",
                    text[:40],
                    text[:900],
                ]
            )
    else:
        writer.writerow(
            [
                "STT",
                "Doanh nghiệp",
                "Người gửi",
                "Nội dung kiến nghị",
                "Tóm tắt",
                "Dự thảo trả lời",
                "Căn cứ pháp lý",
                "Ghi chú",
            ]
        )
        for n, text in enumerate(HOSTILE.values(), 1):
            short = text[:250]
            writer.writerow(
                [
                    n,
                    f"Công ty {short}",
                    f"Ông {short}",
                    f"Kiến nghị {text[:3500]}",
                    f"Tóm tắt {short}",
                    text[:3500],
                    short,
                    short,
                ]
            )
    return file.getvalue().replace("\x00", "").encode("utf-8-sig")  # with a NUL the whole file is refused


def drafts(numbers: list[int]) -> bytes:
    """A unit's file of prepared answers to these questions."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["KN số", "Nội dung kiến nghị", "Dự thảo trả lời", "Căn cứ pháp lý"])
    writer.writerows([n, SCRIPT, f"{n} {SCRIPT}", FORMULA] for n in numbers)
    return file.getvalue().encode("utf-8-sig")


class House:
    """The conference, its server, and what pages of it are called."""

    def __init__(self, folder: Path, sample: Path) -> None:
        conferences.make(folder, sample)
        file = folder / FILE
        file.write_text(settings(file.read_text(encoding="utf-8")), encoding="utf-8")
        conference = conferences.open_conference(folder)
        try:
            for kind in ("guests", "questions"):
                (folder / f"{kind}.csv").write_bytes(sheet(kind))
                plan.carry_out(conference, plan.from_file(conference, kind, folder / f"{kind}.csv"))  # type: ignore[arg-type]
            self.guests = guests.every(conference.db)
            self.codes = [guests.code(guest, conference.key, conference.settings.id) for guest in self.guests]
            self.questions = [question.number for question in questions.every(conference.db)]
            self.links = {
                role: [enrolment.invite(conference, role, f"{role} {HOSTILE['script' if n else 'odd']}") for n in (0, 1)]
                for role in Role if role is not Role.PUBLIC
            }  # fmt: skip
            self.one_more = enrolment.invite(conference, Role.DESK, SCRIPT)
        finally:
            conference.db.close()
        self.folder, self.server = folder, drive.Server(folder, hour="15:00")
        self.answers: list[tuple[str, int]] = []
        self.known: dict[str, list[str]] = {}

    def start(self) -> House:
        """Start the server and live the day."""
        self.server.start()
        self.at = {role: self.enrolled(links[0]) for role, links in self.links.items()}
        self.nobody = self._session()
        for part in (self.door, self.office, self.public, self.dialogue, self.papers):
            part()
        return self

    def _session(self) -> requests.Session:
        session = requests.Session()
        session.headers["Origin"] = self.server.address
        return session

    def enrolled(self, code: str) -> requests.Session:
        session = self._session()
        """A session of a device that is enrolled by this code."""
        assert session.get(f"{self.server.address}/enrol/{code}", timeout=20).status_code == 200
        return session

    def json(self, role: Role, path: str, **body: Any) -> Any:
        """Send JSON with an id."""
        answer = self.at[role].post(self.server.address + path, json={"id": str(uuid.uuid4())} | body, timeout=20)
        said = answer.json()
        self.answers.append((f"{path} {said.get('error', '')}".strip(), answer.status_code))
        return said

    def form(self, session: requests.Session, path: str, files: Any = None, **fields: Any) -> str:
        """Send a form with an id; returns where it leads, or the page."""
        sent = {"id": str(uuid.uuid4())} | {name.replace("__", "-"): value for name, value in fields.items()}
        answer = session.post(self.server.address + path, data=sent, files=files, allow_redirects=False, timeout=120)
        said = (
            " ".join(re.findall(r'class="fault"[^>]*>(.*?)</|<h1>(.*?)</h1>', answer.text)[0])
            if answer.status_code >= 400
            else ""
        )
        self.answers.append((f"{path} {said}".strip(), answer.status_code))
        return answer.headers.get("Location", "") or answer.text

    def door(self) -> None:
        """Cards, a substitute, an undo, walk-ins, a leader."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        for n, code in enumerate(self.codes[:3]):
            text = [SCRIPT, FORMULA, ODD][n][:280]
            scan = str(uuid.uuid4())
            self.json(Role.DESK, "/desk/scans", id=scan, at=at, way="wedge", code=code)
            self.json(
                Role.DESK, "/desk/coming", at=at, guest=self.guests[n].id, party=2, came_name=text, came_honorific=text[:20],
                came_title=text, reason=text,
            )  # fmt: skip
            if n == 1:
                self.json(Role.DESK, "/desk/undo", at=at, scan=scan, reason=text)
            self.json(Role.DESK, "/desk/prints", at=at, guest=self.guests[n].id)
            house = {"id": str(uuid.uuid4()), "name": f"Công ty {text}"[:290], "short_name": text, "tax_code": ""}
            self.json(
                Role.DESK, "/desk/walk-ins", at=at, guest=str(uuid.uuid4()), name=text, honorific=text[:30], position=text,
                phone=text[:100], block="city" if n == 0 else "business", organisation=house,
            )  # fmt: skip
        self.json(Role.SELF, "/self/scans", at=at, code=self.codes[0])
        self.json(Role.DESK, "/desk/scans", at=at, way="typed", code=SCRIPT)

    def office(self) -> None:
        """Guests, answers, questions, devices, a list that waits."""
        office = self.at[Role.OFFICE]
        for text in (SCRIPT, FORMULA, ODD, WORD):
            self.form(
                office, "/office/guests/new", name=text[:300], organisation=text[:300], honorific=text[:30], position=text[:300],
                block="business", rank="1", seats="2", seat=text[:60], phone=text[:60], email=text[:60], invitation=text[:60],
                note=text, absent_reason=text, different="1",
            )  # fmt: skip
            self.form(office, "/office/questions", business=text[:300], asker=text[:300], text=text, source="phone")
            self.form(office, "/office/devices", role="desk", name=text)
        number, guest = self.questions[0], self.guests[3].id
        facts = dict.fromkeys(("proposal", "summary", "prepared", "basis", "note", "asker"), SCRIPT)
        self.form(office, f"/office/questions/{number}", text=SCRIPT, seen="0", unit="tdc", field="metrology", **facts)
        for n, text in zip(self.questions, (SCRIPT, FORMULA, ODD), strict=False):
            self.form(office, f"/office/questions/{n}/moves", move="accept", reason=text, refer_to=text)
        self.form(
            office, f"/office/guests/{guest}/answer", rsvp="substitute", substitute=SCRIPT, title=SCRIPT, reason=SCRIPT, channel="phone",
        )  # fmt: skip
        for kind in ("guests", "questions"):
            place = self.form(office, "/office/lists", files={"file": (f"{IMAGE}.csv", sheet(kind))}, kind=kind)
            self.known.setdefault("list", []).append(place.rsplit("/", 1)[-1])
        place = self.form(office, "/office/exchange", files={"file": (f"{IMAGE}.csv", drafts(self.questions))})
        self.known["drafts"] = [place.rsplit("/", 1)[-1]]
        picture = io.BytesIO()
        Image.new("RGB", (320, 180), "navy").save(picture, "PNG")
        files = {"file": (f"{IMAGE}.png", picture.getvalue())}
        self.form(office, "/office/slides", files=files, title=IMAGE, speaker=SCRIPT[:200])
        page = office.get(f"{self.server.address}/office/slides", timeout=20).text
        self.known["deck"] = sorted(set(re.findall(r'"/slides/(\w+)"', page)))

    def public(self) -> None:
        """The public form and the guest's own page."""
        for text in (SCRIPT, FORMULA, ODD):
            person = {f"person__0__{key}": text for key in ("name", "position")} | {"person__0__phone": "0912345678"}
            self.form(
                self.nobody, "/register", name=text, tax_code=TAX, address=text, activity=text, question__0__text=f"{text} làm sao?",
                question__0__proposal=text, question__0__earlier=text, agreed="1", publish="1", speak="1", **person,
            )  # fmt: skip
        for text, code in zip((SCRIPT, FORMULA), self.codes[2:], strict=False):
            self.form(self.nobody, f"/I/{code}/questions", text=f"{text} thì thế nào?", field="metrology")
        self.form(self.nobody, f"/I/{self.codes[3]}/rsvp", rsvp="substitute", substitute=SCRIPT, title=SCRIPT)
        page = self.at[Role.OFFICE].get(f"{self.server.address}/office/submissions", timeout=20).text
        self.known["submission"] = sorted(set(re.findall(r"/office/submissions/(\w{20,})", page)))
        fields = {
            "name": f"Công ty {SCRIPT}",
            "tax_code": TAX,
            "person__0__name": SCRIPT,
            "person__0__position": SCRIPT,
        }
        self.form(
            self.at[Role.OFFICE], f"/office/submissions/{self.known['submission'][0]}", do="accept", person__0__phone="0912345678", **fields
        )  # fmt: skip

    def dialogue(self) -> None:
        """Questions from the floor, turns, answers, tasks, notes, the hall's line."""
        for n, text in enumerate((SCRIPT, FORMULA, ODD, WORD[:7900])):
            self.json(
                Role.MODERATOR, "/moderator/questions", seen=0, business=text[:290], new=True, asker=text[:290], text=text,
                summary=text[:290], unit="tdc",
            )  # fmt: skip
            self.json(
                Role.SECRETARY, "/secretary/answers", question=self.questions[n], seen=0, answerer=text[:490], unit=text[:490], text=text,
                basis=text, form="forwarded" if n % 2 else "live", result="considered", referred_to=text[:490], promised=True,
                due="2026-05-08", complete=True,
            )  # fmt: skip
            self.json(
                Role.SECRETARY, "/secretary/conclusions", giver=text[:490], unit=text[:490], task=text, due="2026-05-09"
            )
        for text in (ODD, FORMULA, SCRIPT):
            self.json(Role.OFFICE, "/notes", text=text[:290])
        self.turn("call", self.questions[0])
        for move, number in zip(("forward", "out"), self.questions[2:], strict=False):
            self.turn(move, number, reason=SCRIPT, refer_to=SCRIPT)
        for guest in self.guests[:2]:
            self.json(Role.PRESENTER, "/presenter/introductions", key=guest.id, done=True)
        self.form(
            self.at[Role.OFFICE],
            f"/office/follow-up/{self.questions[0]}",
            state="signed",
            document=SCRIPT,
            note=SCRIPT,
            date="2026-05-05",
        )
        self.hall("auto", IMAGE)

    def turn(self, move: str, number: int, **more: Any) -> None:
        """A move of the queue."""
        seen = self.at[Role.MODERATOR].get(f"{self.server.address}/moderator/picture", timeout=20).json()["number"]
        self.json(Role.MODERATOR, "/moderator/turns", question=number, move=move, seen=seen, **more)

    def hall(self, mode: str, message: str) -> None:
        """What the screens show."""
        self.json(Role.MODERATOR, "/moderator/hall", seen=0, mode=mode, message=message)

    def papers(self) -> None:
        """All papers are made."""
        started = time.monotonic()
        self.form(self.at[Role.OFFICE], "/office/papers")
        self.took = time.monotonic() - started

    def get(self, path: str) -> requests.Response:
        """A page or a file, as the office gets it."""
        return self.at[Role.OFFICE].get(self.server.address + path, timeout=300)


def addresses(house: House) -> list[tuple[str, str]]:
    """(route, address) of every page, from the description; a page that nobody can open here is a fault of this test."""
    kept = {
        "code": [house.codes[2]], "guest": [house.guests[0].id, house.guests[3].id], "number": list(map(str, house.questions)),
        "question": list(map(str, house.questions)), "key": house.known["list"], "sheet": sheets("vi"), "table": list(TABLES),
    }  # fmt: skip
    found = []
    for route in contract_page.pages():
        if route == "/enrol/{code}":
            continue
        keys = next((house.known[known] for part, known in KEYS.items() if part in route), kept["key"])
        values = kept | {"key": keys}
        names = re.findall(r"{(\w+)}", route)
        found += [(route, route.replace(f"{{{name}}}", value)) for name in names for value in values[name]] or [
            (route, route)
        ]
    return found
