"""The office's settings: every table of `conference.toml` as a page, checked while typing, written back, in force after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, redirect, render_template, request

from badges.refusal import Refusal, Unknown
from kiosk import i18n
from kiosk.conference.incidents import incident
from kiosk.i18n import _
from kiosk.settings import doubts, form, form_values, history, labels
from kiosk.settings import load as settings_file
from kiosk.stands.office import restarts
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import ANY, gives

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.conference.conference import Conference

SECTION = Section(92, "/office/settings", "Settings")
blueprint = Blueprint("office_settings", __name__)


@blueprint.get("/office/settings")
@may(*WHO)
def overview() -> ResponseReturnValue:
    """All tables, what is doubtful, what was changed, and whether a restart is due."""
    conference = current_conference()
    found = list(doubts.doubts(settings_file.parse(history.text(conference.folder))))
    return render_template(
        "office/settings.html", tables=labels.TABLES, found=[(_place(key), text) for key, text in found], due=is_due(conference),
        formers=_log(conference), seen=history.digest(conference.folder), label=_key_label, table_of=_table_of,
        said=request.args.get("said", ""), can_restart=restarts.possible(),
    )  # fmt: skip


def _log(conference: Conference) -> list[tuple[history.Former, str]]:
    """Return the former texts, the newest first, each with the name of the device that changed it."""
    rows = conference.db.query("select at, text from incident where kind = 'settings' order by at")
    told = [(row["at"], row["text"].partition(":")[0]) for row in rows]
    found, until = [], "~"
    for former in history.formers(conference.folder):
        by = next((name for at, name in told if former.at <= at < until), "")
        found.append((former, by))
        until = former.at
    return found


def _table_of(key: str) -> str:
    return next((table for table, (_title, keys) in labels.TABLES.items() if key in keys), "general")


def _place(key: str) -> tuple[str, str]:
    """Return table and label of a key that is doubtful, such as programme[2].kind."""
    top = key.split(".")[0].split("[")[0]
    return _table_of(top), _key_label(key)


def _key_label(key: str) -> str:
    plain = "".join(
        part.partition("[")[0] + ("." if n < key.count(".") else "") for n, part in enumerate(key.split("."))
    )
    found = labels.label(plain)
    if found != plain:
        return i18n.gettext(found)
    return i18n.gettext(labels.TABLES[_table_of(plain)][0])


def is_due(conference: Conference) -> bool:
    """Return whether the file holds other settings than those in force."""
    try:
        return settings_file.parse(history.text(conference.folder)) != conference.settings
    except settings_file.Wrong:
        return True


@blueprint.get("/office/settings/<table>")
@may(*WHO)
def page(table: str) -> ResponseReturnValue:
    """One table as a form."""
    keys = _keys(table)
    return _page(table, form.nodes(keys, history.held(current_conference().folder)), {})


def _keys(table: str) -> tuple[str, ...]:
    if table not in labels.TABLES:
        raise Unknown("There is no such page.")
    return labels.TABLES[table][1]


def _page(
    table: str, nodes: list[form.Node], wrong: dict[str, str], fault: str = "", status: int = 200
) -> ResponseReturnValue:
    conference = current_conference()
    html = render_template(
        "office/settings_table.html", table=table, title=labels.TABLES[table][0], nodes=nodes, wrong=wrong, fault=fault,
        seen=history.digest(conference.folder), locked=locked(conference),
        bar=_bar(conference) if table == "programme" else [],
    )  # fmt: skip
    return html, status


def _bar(conference: Conference) -> list[tuple[int, int, str, str]]:
    """Return the programme as a bar: for each item its start and length in minutes, title, and hours."""

    def minutes(hour: str) -> int:
        return int(hour[:2]) * 60 + int(hour[3:])

    items = conference.settings.programme
    first = minutes(items[0].start)
    return [(minutes(i.start) - first, minutes(i.end) - minutes(i.start), i.title, f"{i.start}–{i.end}") for i in items]


def locked(conference: Conference) -> dict[str, str]:
    """Return settings that may not change any more, with the reason."""
    one = next(conference.db.query("select 1 from guest limit 1"), None)
    return {"id": _("Cards and devices are bound to this id since there are guests on the list.")} if one else {}


def _read(table: str) -> tuple[dict[str, Any], dict[str, str], dict[str, Any]]:
    """Return the page's values, what is wrong with them by the form's field names, and all values of the file with them."""
    conference, keys = current_conference(), _keys(table)
    held = history.held(conference.folder)
    sent = form.read(keys, request.form)
    for key in locked(conference):
        if key in keys:
            sent.values[key] = held[key]
    merged = form_values.merged(held, keys, sent.values)
    found = settings_file.faults(merged, lambda _key: "")
    found += [(key, text) for key, text in _in_use(conference, merged) if key.split("[")[0] in keys]
    wrong = {
        sent.names.get(key, _nearest(key, sent.names)): text
        for key, text in found
        if key.split(".")[0].split("[")[0] in keys
    }
    others = [f"{key}: {text}" for key, text in found if key.split(".")[0].split("[")[0] not in keys]
    if others and not wrong:
        wrong[""] = "; ".join(others)
    return merged, wrong, sent.values


def _nearest(key: str, names: dict[str, str]) -> str:
    """Return the form's field that a key lies in, where the form has none of its own."""
    while key and key not in names:
        key = key.rpartition(".")[0] if "." in key else key.partition("[")[0] if "[" in key else ""
    return names.get(key, "")


def _in_use(conference: Conference, values: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the lists from which a code was taken that guests or questions use."""
    found = []
    for key, sql, text in (
        (
            "blocks",
            "select distinct block as code from guest",
            _("guests are in the block “{code}”: it cannot be taken out"),
        ),
        (
            "fields",
            "select distinct field as code from question",
            _("questions have the field “{code}”: it cannot be taken out"),
        ),
        (
            "units",
            "select distinct unit as code from question",
            _("questions have the unit “{code}”: it cannot be taken out"),
        ),
    ):
        before = {part.code for part in getattr(conference.settings, key)}
        after = {row.get("code") for row in values.get(key, []) if isinstance(row, dict)}
        used = {row["code"] for row in conference.db.query(sql)}
        found += [(key, text.format(code=code)) for code in sorted((before & used) - after)]
    return found


@blueprint.post("/office/settings/<table>/check")
@may(*WHO)
@gives(ANY)
def check(table: str) -> ResponseReturnValue:
    """What is wrong with what was typed so far, by field."""
    return jsonify(_read(table)[1])


@blueprint.post("/office/settings/<table>")
@may(*WHO)
def save(table: str) -> ResponseReturnValue:
    """Write a table back. What is wrong stays in the form, each fault at its field."""
    conference, device = current_conference(), this_device()
    merged, wrong, values = _read(table)
    nodes = form.nodes(_keys(table), values)
    if wrong:
        return _page(table, nodes, _by_index(wrong), wrong.get("", ""), 400)
    try:
        changed = history.save(conference.folder, merged, request.form.get("seen", ""), conference.clock.stamp())
    except Refusal as refusal:
        return _page(table, nodes, {}, i18n.sentence(refusal), refusal.status)
    if changed:
        incident(conference, "settings", f"{device.name if device else ''}: {', '.join(changed)}")
    return redirect("/office/settings?said=saved", 303)


def _by_index(wrong: dict[str, str]) -> dict[str, str]:
    """Return faults by the names that the form has when it is drawn again: its rows are numbered by their order then."""
    order: dict[str, dict[str, int]] = {}
    for name in request.form:
        rows = [row for row in request.form.getlist(name) if row != form.NEW_ROW]
        order[name] = {row: n for n, row in enumerate(rows)}

    def renamed(name: str) -> str:
        parts = name.split(".")
        done: list[str] = []
        for n, part in enumerate(parts):
            places = order.get(".".join(parts[:n]), {})
            done.append(str(places[part]) if part in places else part)
        return ".".join(done)

    return {renamed(name): text for name, text in wrong.items()}


@blueprint.post("/office/settings/undo")
@may(*WHO)
def undo() -> ResponseReturnValue:
    """Take the last change of the settings back."""
    conference, device = current_conference(), this_device()
    history.undo(conference.folder, request.form.get("seen", ""), conference.clock.stamp())
    incident(conference, "settings", f"{device.name if device else ''}: undo")
    return redirect("/office/settings?said=undone", 303)


@blueprint.post("/office/settings/restart")
@may(*WHO)
def restart() -> ResponseReturnValue:
    """Start the server again with the settings as they are now. Every other page waits and goes on by itself."""
    conference = current_conference()
    settings_file.load(conference.folder)
    return restarts.again("/office/settings?said=restarted")
