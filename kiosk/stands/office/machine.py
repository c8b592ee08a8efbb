"""The office's page on the server: who may reach it, under which addresses, and its certificate."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from flask import Blueprint, current_app, render_template, request

from badges.refusal import Refusal
from kiosk import console
from kiosk.conference import enrolment
from kiosk.conference.clock import written
from kiosk.conference.devices import Role
from kiosk.i18n import _
from kiosk.machine import network, tls
from kiosk.recovery import next_start
from kiosk.recovery.next_start import Listening, Order
from kiosk.stands.office import restarts
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may, this_device

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SECTION = Section(91, "/office/machine", "Server")
blueprint = Blueprint("office_machine", __name__)
SOON_DAYS = 30
NAME = "kiosk.local"
WAYS = {
    "here": Listening(),
    "plain": Listening(next_start.EVERYWHERE),
    "secure": Listening(next_start.EVERYWHERE, tls=True),
}
"""Choice of the page → how the server listens."""


@blueprint.get("/office/machine")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Show who may reach the server, and its certificate."""
    conference, listening = current_conference(), _listening()
    own = tls.authority(conference.folder)
    made = ["tls", "--host", NAME, "--ip", (network.own() or ["192.168.1.10"])[0]]
    words = ["run", "--tls", "--host", next_start.EVERYWHERE]
    return render_template(
        "office/machine.html", way=_way(listening), listening=listening, addresses=listening.addresses(), known=network.own(),
        certificate=_certificate(),
        fingerprint=tls.fingerprint(own) if own else "", own=own is not None, department=bool(conference.settings.tls.cert),
        trust=_trust_address(listening), outcome=next_start.outcome(conference.folder, "listen"), can_restart=restarts.possible(),
        commands=[console.command_line(conference.folder, *one) for one in (made, words)],
    )  # fmt: skip


def _listening() -> network.Listening:
    return cast("network.Listening", current_app.extensions["listening"])


def _way(listening: network.Listening) -> str:
    return "here" if listening.here_only else "secure" if listening.scheme == "https" else "plain"


def _certificate() -> tuple[str, str, list[str]]:
    """Return level, sentence, and names of the certificate that serves or would serve."""
    conference = current_conference()
    try:
        chain, _key = tls.files(conference.folder, conference.settings)
    except Refusal:
        made = conference.settings.tls.cert or tls.authority(conference.folder)
        return ("bad", _("missing or ended"), []) if made else ("warn", _("none yet"), [])
    names, ips = tls.called(chain)
    left = (tls.ends(chain) - datetime.now(UTC)).days
    says = _("good until {day}").format(day=written(tls.ends(chain).date()))
    return "warn" if left < SOON_DAYS else "good", says, [*names, *map(str, ips)]


def _trust_address(listening: network.Listening) -> str:
    """Return the page where devices come to trust the server; empty where there is none."""
    if listening.scheme != "https" or current_conference().settings.tls.cert:
        return ""
    return f"http://{listening.named}:{listening.port + 1}/trust"


@blueprint.post("/office/machine/listen")
@may(*WHO)
def listen() -> ResponseReturnValue:
    """Serve this computer only or the whole network; with https a certificate is made where there is none."""
    conference, before = current_conference(), _listening()
    wanted = WAYS.get(request.form.get("way", ""))
    if wanted is None:
        raise Refusal("Choose one of the ways.")
    if wanted.host == next_start.HERE and not network.is_here(request.host):
        raise Refusal("Do this on the server itself: this device would lose the page.")
    if wanted.tls:
        _make_certificate(anew=False)
    return _go_on(Order("listen", listening=wanted), before, conference.settings.tls.cert)


@blueprint.post("/office/machine/certificate")
@may(*WHO)
def certificate() -> ResponseReturnValue:
    """Make a new certificate: every device must trust the server anew."""
    restarts.check_sure()
    before = _listening()
    _make_certificate(anew=True)
    restarts.log("new certificate")
    return _go_on(Order("listen", listening=WAYS[_way(before)]), before, "")


def _make_certificate(*, anew: bool) -> None:
    conference = current_conference()
    if conference.settings.tls.cert:
        tls.files(conference.folder, conference.settings)
        return
    chosen = [text for text in request.form.getlist("ip") if text in network.own()]
    if tls.authority(conference.folder) is not None and not anew:
        tls.settle(conference.folder, "", (), anew=False)
        return
    if not chosen:
        raise Refusal("Choose at least one address of this computer; where there is none, join the network first.")
    tls.make(conference.folder, NAME, [*chosen, next_start.HERE])


def _go_on(what: Order, before: network.Listening, department: str) -> ResponseReturnValue:
    """Order it. Over another scheme every device is enrolled anew, so this one gets its links at once."""
    conference, device = current_conference(), this_device()
    if what.listening.tls == (before.scheme == "https"):
        return restarts.order(what, "/office/machine")
    code = enrolment.invite(conference, Role.OFFICE, device.name if device else "", by=device.name if device else "")
    if not what.listening.tls:
        host = "127.0.0.1" if network.is_here(request.host) else (network.own() or ["127.0.0.1"])[0]
        return restarts.order(
            what, "/", links=((_("Open the office's page"), f"http://{host}:{before.port}/enrol/{code}"),)
        )
    chain, _key = tls.files(conference.folder, conference.settings)
    host = next_start.HERE if network.is_here(request.host) and not department else tls.host(chain)
    office = (_("Open the office's page"), f"https://{host}:{before.port}/enrol/{code}")
    trust = (_("Trust the certificate on this device"), f"http://{host}:{before.port + 1}/trust")
    return restarts.order(what, "/", links=(office,) if department else (trust, office))
