"""Many moderators at once, as a machine: resends, old pictures, crash and reopen; the invariants hold after every step.

The invariants are those of the house (trust): one question on the floor at most, numbers never go down, one answer for
each id, no question lost, and the state is what the log says.
"""

from __future__ import annotations

import shutil
import tempfile
import uuid
from datetime import time, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from badges import guests
from badges.guests import Organisation
from kiosk.app import create_app
from kiosk.conference import conference as conferences
from kiosk.conference import enrolment, stage
from kiosk.conference.clock import Clock
from kiosk.conference.devices import Role
from kiosk.dialogue.rows import question_rows
from kiosk.settings import load as settings_file
from kiosk.slides import decks
from kiosk.storage.verify import faults
from kiosk.storage.versions import Versions
from live import answers, floor_times, programme, questions, speeches, turns
from live.questions import Question
from live.queue import Place

pytestmark = pytest.mark.whole

SAMPLE = Path(__file__).parents[4] / "examples" / "haiphong-2026"
MOVES = (
    "call",
    "answered",
    "next",
    "put_back",
    "later",
    "absent",
    "writing",
    "order",
    "reopen",
    "undo",
    "undo",
    "redo",
    "discard",
    "pause",
    "resume",
)
TAKES_AWAY = ("undo", "redo", "discard")
"""Only these may take a question out of the record, one typed in the hall."""
WITH_REASON = ("merge", "forward", "out", "withdraw")
CLIENTS = st.integers(0, 2)
NUMBERS = st.none() | st.integers(1, 7)


class Dialogue(RuleBasedStateMachine):
    """Three moderators and a server that crashes."""

    sent = Bundle("sent")

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.folder = self.place / "conference"
        conferences.make(self.folder, SAMPLE)
        self.setting = settings_file.load(self.folder)
        self.open()
        self.secrets = []
        for name in ("Bà Lan", "Ông Minh", "Bà Hoa"):
            _device, secret = enrolment.enrol(self.conference, enrolment.invite(self.conference, Role.MODERATOR, name))
            self.secrets.append(secret)
        _device, self.secretary = enrolment.enrol(
            self.conference, enrolment.invite(self.conference, Role.SECRETARY, "Thư ký")
        )
        self.deck = self.talk()
        with self.conference.db.writing(self.conference.clock.stamp(), by="test") as writing:
            house = guests.put_organisation(writing, Organisation("o1", "Công ty Thử Nghiệm", kind="business"))
            for n in range(6):
                questions.add(writing, Question(0, house.id, f"Hỏi {n}", place=Place.WAITING))
        self.seen = [0, 0, 0]
        self.answers: dict[str, dict] = {}
        self.written: dict[str, str] = {}
        self.numbers = {q.number for q in questions.every(self.conference.db)}
        self.used = set(self.numbers)
        self.highest = 0
        self.time = 0.0

    def talk(self) -> str:
        """A deck of three pages, as it lies in the folder; what is drawn on them does not matter here."""
        deck = decks.new("Bài trình bày", "Ông An", "2026-04-24T07:00:00.000Z")
        place = self.folder / decks.FOLDER / deck.id
        place.mkdir(parents=True)
        (place / "deck.json").write_bytes(msgspec.json.encode(msgspec.structs.replace(deck, pages=3)))
        return deck.id

    def open(self) -> None:
        """Open the conference as a starting server does."""
        self.conference = conferences.open_conference(
            self.folder, clock=Clock.at(self.setting.timezone, self.setting.date, time(15))
        )
        self.app = create_app(self.conference)

    def post(self, client: int, path: str, body: dict) -> tuple[int, dict]:
        """What a page sends, and what it hears."""
        page = self.app.test_client()
        page.set_cookie("kiosk", self.secrets[client])
        answer = page.post(f"/moderator/{path}", json=body)
        return answer.status_code, answer.json

    @rule(client=CLIENTS)
    def look(self, client: int) -> None:
        """A picture arrives at one page; the others lag behind."""
        self.seen[client] = self.conference.db.seq

    @rule(
        target=sent,
        client=CLIENTS,
        move=st.sampled_from(MOVES + WITH_REASON),
        number=NUMBERS,
        other=NUMBERS,
        fresh=st.booleans(),
    )
    def move(self, client: int, move: str, number: int | None, other: int | None, fresh: bool) -> tuple:
        """A command, on the newest picture or on an old one."""
        if fresh:
            self.look(client)
        body = {"id": str(uuid.uuid4()), "move": move, "seen": self.seen[client]}
        body |= {"question": number} if number else {}
        body |= {"before": other} if other and move == "order" else {}
        body |= {"reason": "vì thế", "merge_into": other} if move in WITH_REASON and other else {}
        stale = self.seen[client] < (questions.last_change(self.conference.db) or {"seq": 0})["seq"]
        before, seq = self.state(), self.conference.db.seq
        status, answer = self.post(client, "turns", body)
        assert status in ((409,) if stale else (200, 400, 404, 409)), (status, answer)
        if status == 200:
            assert answer["number"] == self.conference.db.seq > seq
            self.answers[body["id"]] = answer
            self.numbers = (
                {q.number for q in questions.every(self.conference.db)} if move in TAKES_AWAY else self.numbers
            )
            self.used |= self.numbers
        else:
            assert (self.state(), self.conference.db.seq) == (before, seq)
            assert answer["error"]
        return client, "turns", body

    @rule(target=sent, client=CLIENTS, place=st.sampled_from(("end", "next", "floor")))
    def ask(self, client: int, place: str) -> tuple:
        """A question from the floor."""
        if len(self.numbers) >= 7:
            place = "end"
        body = {
            "id": str(uuid.uuid4()),
            "seen": self.seen[client],
            "business": "Công ty Mới",
            "text": "Hỏi tại chỗ",
            "place": place,
        }
        status, answer = self.post(client, "questions", body)
        if status == 200:
            self.answers[body["id"]] = answer
            assert answer["question"] not in self.used, "a number is never used again"
            self.numbers.add(answer["question"])
            self.used.add(answer["question"])
        return client, "questions", body

    @rule(
        target=sent,
        client=CLIENTS,
        path=st.sampled_from(
            ("programme", "hall", "speakers", "wording", "hall/blank", "hall/slide", "hall/beside", "hall/page")
        ),
        item=st.integers(3, 6),
        do=st.sampled_from(("start", "end", "keep", "extend", "skip", "restore", "shift", "fit")),
        number=st.integers(1, 7),
    )
    def lead(self, client: int, path: str, item: int, do: str, number: int) -> tuple:
        """The programme, the screens with slides and extracts, a speaker put in and taken away, words put right."""
        bodies = {
            "programme": {"item": item, "do": do, "minutes": 5},
            "hall": {"mode": "pause" if item % 2 else "auto"},
            "speakers": {"do": "begin" if item % 2 else "end", "name": "Bà Phó Chủ tịch"},
            "wording": {"question": number, "text": f"Ngắn {item}"},
            "hall/blank": {"on": bool(item % 2)},
            "hall/slide": {"deck": self.deck, "page": number},
            "hall/beside": {"deck": self.deck if item % 2 else "", "question": number, "page": item},
            "hall/page": {"question": number, "page": item},
        }
        body = {"id": str(uuid.uuid4()), "seen": self.conference.db.seq} | bodies[path]
        before, seq = self.state(), self.conference.db.seq
        status, answer = self.post(client, path, body)
        assert status in (200, 400, 404, 409), (status, answer)
        if status == 200:
            self.answers[body["id"]] = answer
        else:
            assert (self.state(), self.conference.db.seq) == (before, seq)
        return client, path, body

    @rule(number=NUMBERS, voice=st.sampled_from(("", "2", "3")), done=st.booleans())
    def write_down(self, number: int | None, voice: str, done: bool) -> None:
        """The secretary writes what one of several persons answered: nothing that a moderator can undo loses it."""
        if number not in self.numbers:
            return
        known = {one.id: one for one in answers.get(self.conference.db, number).voices}
        identity = f"{number}:{voice}" if voice else str(number)
        body = {
            "id": str(uuid.uuid4()), "question": number, "voice": identity, "text": f"Trả lời {voice}", "form": "live",
            "seen": known[identity].version if identity in known else 0, "result": "explained", "complete": done,
            "answerer": "", "unit": "tdc", "basis": "", "promised": False, "due": "",
        }  # fmt: skip
        page = self.app.test_client()
        page.set_cookie("kiosk", self.secretary)
        status = page.post("/secretary/answers", json=body).status_code
        assert status in (200, 400, 404, 409)
        if status == 200:
            self.written[identity] = f"Trả lời {voice}"

    @invariant()
    def what_was_written_down_stays(self) -> None:
        stored = {voice.id: voice.text for one in answers.every(self.conference.db).values() for voice in one.voices}
        assert {key: stored.get(key) for key in self.written} == self.written

    @rule(client=CLIENTS, steps=st.integers(1, 3))
    def three_back_and_forth(self, client: int, steps: int) -> None:
        """What one page takes back in a row and does again stands as it stood, with nobody else in between."""
        undone = []
        before = self.everything()
        for _ in range(steps):
            status, _answer = self.post(
                client, "turns", {"id": str(uuid.uuid4()), "move": "undo", "seen": self.conference.db.seq}
            )
            if status != 200:
                break
            undone.append(status)
        for _ in undone:
            body = {"id": str(uuid.uuid4()), "move": "redo", "seen": self.conference.db.seq}
            status, answer = self.post(client, "turns", body)
            assert status == 200, answer
        assert self.everything() == before
        self.numbers = {q.number for q in questions.every(self.conference.db)}

    @rule(command=sent, client=CLIENTS)
    def again(self, command: tuple, client: int) -> None:
        """The same once more, perhaps from a page that has seen more since: an answered one gets its answer and does nothing."""
        _client, path, body = command
        known = self.answers.get(body["id"])
        if known is None:
            return
        before, seq = self.state(), self.conference.db.seq
        assert self.post(client, path, body | {"seen": self.seen[client]}) == (200, known | {"replay": True})
        assert (self.state(), self.conference.db.seq) == (before, seq)

    @rule(seconds=st.integers(1, 300))
    def later(self, seconds: int) -> None:
        """Seconds go by."""
        self.conference.clock.shift += timedelta(seconds=seconds)

    @precondition(lambda self: self.conference.db.seq > 20)
    @rule()
    def crash(self) -> None:
        """The process dies: what is on disk is all there is."""
        copy = self.place / "disk"
        shutil.copytree(self.folder, copy)
        shift = self.conference.clock.shift
        self.conference.db.close()
        shutil.rmtree(self.folder)
        copy.rename(self.folder)
        before = self.highest
        self.open()
        self.conference.clock.shift = shift
        assert self.conference.db.seq == before

    def state(self) -> list:
        """All questions and all turns."""
        return [
            questions.every(self.conference.db),
            list(self.conference.db.query("select * from turn order by rowid")),
        ]

    def everything(self) -> list:
        """All that a moderator can change, as it stands, without who wrote it last."""
        db = self.conference.db
        rows = [
            list(db.query(f"select * from {table} order by 1")) for table in ("item", "hall", "speech", "organisation")
        ]
        plain = [[{k: v for k, v in row.items() if k not in ("at", "by")} for row in found] for found in rows]
        return [questions.every(db), *plain, turns.paused(db)]

    @invariant()
    def what_the_hall_shows_is_one_thing(self) -> None:
        db = self.conference.db
        assert sum(run.running for run in programme.runs(db).values()) <= 1
        assert len([s for s in speeches.all_speeches(db) if not s.ended]) <= 1
        assert turns.aside(db) == stage.is_aside(self.conference)

    @invariant()
    def what_is_kept_of_the_questions_is_what_is_on_record(self) -> None:
        kept, db = question_rows(self.conference), self.conference.db
        versions, db.versions = db.versions, Versions()
        try:
            assert question_rows(self.conference) == kept
        finally:
            db.versions = versions

    @invariant()
    def one_on_the_floor_at_most(self) -> None:
        assert sum(q.place is Place.FLOOR for q in questions.every(self.conference.db)) <= 1

    @invariant()
    def the_number_never_goes_down(self) -> None:
        assert self.conference.db.seq >= self.highest
        self.highest = self.conference.db.seq

    @invariant()
    def no_question_is_lost_and_no_merge_leads_nowhere(self) -> None:
        everything = {q.number: q for q in questions.every(self.conference.db)}
        assert set(everything) == self.numbers
        for question in everything.values():
            assert (question.place is Place.MERGED) == (question.merged_into is not None)
            if question.merged_into:
                assert everything[question.merged_into].place not in (Place.MERGED, Place.WITHDRAWN)

    @invariant()
    def the_floor_is_whose_time_runs(self) -> None:
        now = self.conference.clock.now()
        holder = [s.holder for s in floor_times.stretches(floor_times.turns(self.conference.db), now)][-1:]
        floor = [q.number for q in questions.every(self.conference.db) if q.place is Place.FLOOR]
        assert [number for number in holder if number] == floor

    def teardown(self) -> None:
        if hasattr(self, "conference"):
            assert list(faults(self.conference.db)) == []
            self.conference.db.close()
            shutil.rmtree(self.place)


Dialogue.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestDialogue = Dialogue.TestCase
