"""From the papers to their signature and out of the house: what each signer still waits for, numbers in, what goes along."""

from __future__ import annotations

import io
import uuid
import zipfile
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, send_file

from badges.refusal import Refusal, Unknown
from kiosk.conference import incidents
from kiosk.i18n import _, sentence
from kiosk.papers import bundle, follow_up, issued, readiness, record
from kiosk.papers import made as shelf
from kiosk.papers.issued import Issued
from kiosk.papers.readiness import Lack
from kiosk.papers.text.sentences import day as short_day
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import form_id, gives
from kiosk.web.once import run_once
from live import replies
from live.replies import State

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing

SECTION = Section(72, "/office/signing", "Signing and sending")
blueprint = Blueprint("office_signing", __name__)
SHORTEST_WORDS, SHOWN = 3, 5
"""Letters of a name or a reason at least; files that a refusal names at most."""
LARGEST = 1_000_000
"""Bytes of an uploaded table."""
ALONG = {"drafts": "thu-dien-tu/", "data": f"{bundle.DATA}/"}
"""What goes along with the papers, and the folder it is in."""


def lacks() -> dict[Lack, str]:
    """Return how each kind of what is missing is called."""
    return {
        Lack.UNRECORDED: _("answers not written down"), Lack.UNASSIGNED: _("without a unit"),
        Lack.PROMISE: _("promises without text"), Lack.DRAFT: _("drafts not approved"), Lack.BASIS: _("legal bases to check"),
        Lack.BRACKET: _("brackets to fill in"),
    }  # fmt: skip


@blueprint.get("/office/signing")
@may(*WHO)
def page() -> ResponseReturnValue:
    """What stands before each signature, and the numbers of the papers."""
    return _page()


def _page(typed: str = "", state: str = "", fault: str = "") -> str:
    conference = current_conference()
    made = shelf.find(conference)
    papers = readiness.of_files(made.folder, made.files, conference.settings.legal_bases) if made else []
    signers = {name: getattr(conference.settings.documents, name) for name in ("report", "notice", "chair", "letters")}
    return render_template(
        "office/signing.html", made=made, stale=made is not None and shelf.is_stale(conference, made), signers=signers,
        waiting=readiness.by_signer(papers), lacks=lacks(), table=typed or _table(conference, papers), state=state, fault=fault,
        states={"": _("leave as it is"), State.SIGNED: _("Signed"), State.SENT: _("Sent")}, new_id=str(uuid.uuid4()),
        ready=sum(paper.ready for paper in papers), total=len(papers), lacking=any(paper.open for paper in papers),
        decisions=_decisions(conference),
        override=request.form.get("override", ""), reason=request.form.get("reason", ""),
    )  # fmt: skip


def _decisions(conference: Conference) -> list[dict[str, Any]]:
    """Return when somebody had papers made or signed although something was missing, and what was written to it."""
    query = "select at, kind, text from incident where kind in ('papers', 'signing') order by at"
    return [dict(row) for row in conference.db.query(query)]


def _table(conference: Conference, papers: list[readiness.Readiness]) -> str:
    """The papers with the numbers they have, to be filled in here or in a spreadsheet."""
    known = issued.every(conference.db)
    rows = [(paper.file, known.get(issued.key(paper.file), Issued(""))) for paper in papers]
    return "\n".join("\t".join((file, one.number, short_day(one.date))).rstrip("\t") for file, one in rows)


@blueprint.post("/office/signing")
@may(*WHO)
def enter() -> ResponseReturnValue:
    """Enter numbers and days of papers, note the replies in them as signed or sent, and make the papers again."""
    conference, op = current_conference(), form_id()
    text, state = _typed(), request.form.get("state", "")
    try:
        made = shelf.find(conference)
        if made is None:
            raise Unknown("There are no papers yet. Make them first.")
        if state not in ("", State.SIGNED, State.SENT):
            raise Refusal("Choose one of the states of the list.")
        rows = issued.read(text, made.files, conference.settings.date)
        body = {"rows": [asdict(row) for row in rows], "state": state}
        decision = _decision(conference, made, rows)
        run_once(op, "issued", body, lambda writing: _keep(conference, writing, rows, state, decision))
        shelf.make(conference)
    except Refusal as refusal:
        return _page(text, state, sentence(refusal)), refusal.status
    return redirect("/office/signing#numbers", 303)


def _decision(conference: Conference, made: shelf.Shelf, rows: list[Issued]) -> str:
    """Return who lets papers be signed although they lack something, why, and which; empty where none does.

    Raises `Refusal` where nobody takes that upon himself. A paper whose number stays as it is was decided upon before.
    """
    known = issued.every(conference.db)
    given = {row.paper for row in rows if row.number and row.number != known.get(row.paper, Issued("")).number}
    papers = readiness.of_files(made.folder, made.files, conference.settings.legal_bases)
    lacking = [paper.file for paper in papers if issued.key(paper.file) in given and paper.open]
    if not lacking:
        return ""
    who, why = (request.form.get(name, "")[:200].strip() for name in ("override", "reason"))
    if len(who) < SHORTEST_WORDS or len(why) < SHORTEST_WORDS:
        raise Refusal(
            "{files} still lack something. Complete them, or write who has them signed all the same, and why.",
            files=", ".join(lacking[:SHOWN]) + (" …" if len(lacking) > SHOWN else ""),
        )
    return f"{who}: {why}: {', '.join(lacking)}"


def _typed() -> str:
    file = request.files.get("file")
    if file and file.filename:
        data = file.stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise Refusal("The table is larger than 1 MB. Save only the columns file, number and day as CSV.")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refusal("The table is no text. Save it in Excel as “CSV UTF-8”, or paste its rows.") from None
    return request.form.get("table", "")[:LARGEST]


def _keep(conference: Conference, writing: Writing, rows: list[Issued], state: str, decision: str) -> dict[str, Any]:
    """Keep the rows, and who decided that they are signed as they are.

    Where a state was chosen, the replies in the letters among them get it with number and day.
    """
    count = issued.put(writing, rows)
    if decision:
        incidents.note(writing, "signing", decision)
    noted = 0
    if state:
        numbered = {row.paper: row for row in rows if row.number}
        letters = {
            int(question["number"]): numbered[key]
            for file, letter in bundle.letter_files(record.gather(conference)).items()
            if (key := issued.key(file)) in numbered
            for question in letter["questions"]
        }
        for one in follow_up.board(conference):
            row = letters.get(one.matter.number)
            if row is not None and one.reply.state != State.SENT:
                symbol = f"{conference.settings.documents.symbol}-{conference.settings.documents.drafter}"
                document = row.number if "/" in row.number else f"{row.number}/{symbol}"
                replies.note(writing, replace(one.reply, state=state, document=document, date=row.date))
                noted += 1
    return {"papers": count, "replies": noted}


@blueprint.get("/office/signing/<what>.zip")
@may(*WHO)
@gives("application/zip", 404)
def along(what: str) -> ResponseReturnValue:
    """The letters as e-mail drafts, or the data of the papers, in one file."""
    made = shelf.find(current_conference())
    if what not in ALONG or made is None:
        raise Unknown("There are no papers yet. Make them first.")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for file in made.files:
            if file.startswith(ALONG[what]):
                package.write(made.folder / file, file.removeprefix(ALONG[what]))
    data.seek(0)
    return send_file(data, as_attachment=True, download_name=f"{ALONG[what].strip('/')}.zip")
