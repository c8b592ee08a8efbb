"""Before anything is published: what was taken out of each text and where, what a person should look at, and then the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from kiosk.i18n import _
from kiosk.papers import made as shelf
from kiosk.papers import record, removals
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SECTION = Section(71, "/office/papers/publishing", "Publishing", below="/office/papers")
blueprint = Blueprint("office_publishing", __name__)


def kinds() -> dict[str, str]:
    """Return how each kind of personal data is called."""
    return {
        "name": _("name of a person"), "phone": _("telephone number"), "email": _("e-mail address"), "citizen": _("citizen's number"),
        "tax": _("a person's tax code"), "account": _("bank account"), "passport": _("passport"), "birth": _("date of birth"),
        "vehicle": _("number plate"), "home": _("where somebody lives"), "social": _("social network"),
        "number": _("long number or dwelling"),
    }  # fmt: skip


def fields() -> dict[str, str]:
    """Return how each published field that people wrote is called."""
    return {
        "text": _("Question"), "summary": _("Summary"), "proposal": _("Proposal"), "answer": _("Answer"), "basis": _("Legal basis"),
        "note": _("Note"), "reason": _("Reason"), removals.TASK: _("Conclusion"),
    }  # fmt: skip


def files() -> list[tuple[str, str, str]]:
    """Return (file, title, kind) of everything that may be published."""
    return [
        ("cong-thong-tin.html", _("For the portal, as a web page"), "HTML"), ("cong-thong-tin.docx", _("For the portal"), "Word"),
        ("cong-thong-tin.xlsx", _("For the portal, as a table"), "Excel"), ("cong-thong-tin.csv", _("Open data"), "CSV"),
        ("cong-thong-tin.json", _("Open data"), "JSON"), ("thong-tin-bao-chi.docx", _("Press sheet"), "Word"),
        ("thong-bao-to-chuc.html", _("Notice before the day"), "HTML"),
    ]  # fmt: skip


@blueprint.get("/office/papers/publishing")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Show the removals as the record stands now, and the files as they were last made."""
    conference = current_conference()
    made = shelf.find(conference)
    there = [line for line in files() if made and line[0] in made.files]
    return render_template(
        "office/publishing.html", review=removals.review(record.gather(conference)), kinds=kinds(), fields=fields(), files=there,
        made=made, stale=made is not None and shelf.is_stale(conference, made),
    )  # fmt: skip
