"""HTTPS as a device meets it: a real Chromium that was told to trust our authority, by the way in which Debian's is told."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from kiosk.machine import tls
from tests.browser.conftest import FLAGS
from tests.browser.waiting import until_so
from tests.support.drive import visit
from tests.support.server_process import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Playwright

pytestmark = pytest.mark.browser
HOST, ADDRESS, FOREIGN = "kiosk.local", "127.0.0.1", "bank.example"


@pytest.fixture
def trusting(playwright: Playwright, tmp_path: Path) -> Any:
    """trusting(ca) → a Chromium of a user who trusts this authority and no other beside the usual ones."""
    certutil = shutil.which("certutil")
    if certutil is None:
        pytest.fail("No certutil on this machine: run make test, which installs it.")

    @contextmanager
    def start(*authorities: Path) -> Iterator[Any]:
        home = tmp_path / f"home{len(list(tmp_path.glob('home*')))}"
        store = home / ".pki" / "nssdb"
        store.mkdir(parents=True)
        subprocess.run([certutil, "-N", "-d", f"sql:{store}", "--empty-password"], check=True)
        for path in authorities:
            words = ["-A", "-d", f"sql:{store}", "-t", "C,,", "-n", path.parent.parent.name, "-i", str(path)]
            subprocess.run([certutil, *words], check=True)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), headless=True, env={**os.environ, "HOME": str(home)},
            args=[*FLAGS, f"--host-resolver-rules=MAP {HOST} {ADDRESS}, MAP {FOREIGN} {ADDRESS}"],
        )  # fmt: skip
        try:
            yield browser
        finally:
            browser.close()

    return start


@pytest.fixture
def house(folder: Path) -> Iterator[House]:
    """A server over https, its certificate as `kiosk tls` makes it."""
    tls.make(folder, HOST, [ADDRESS])
    house = House(folder)
    house.authority = folder / tls.FOLDER / tls.AUTHORITY
    house.begin("--tls")
    yield house
    house.stop()


@pytest.mark.parametrize("name", [HOST, ADDRESS])
def test_a_device_that_trusts_the_authority_has_everything(house: House, trusting: Any, name: str) -> None:
    assert house.links["desk"].startswith(f"https://{ADDRESS}:")  # what every device can look up
    with trusting(house.authority) as browser:
        page, sockets, heard, faults = browser.new_page(), [], [], []
        page.on("websocket", lambda one: (sockets.append(one.url), one.on("framereceived", lambda m: heard.append(m))))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        answer = page.goto(f"https://{name}:{house.port}/hall")
        until_so(page, lambda: any(str(text).startswith('42["picture",{"stand":"hall"') for text in heard))
        told = page.evaluate(
            "() => [isSecureContext, 'mediaDevices' in navigator, 'serviceWorker' in navigator, 'subtle' in crypto]"
        )
        assert (answer.status, told, faults) == (200, [True] * 4, [])
        assert [url.split("?")[0] for url in sockets] == [f"wss://{name}:{house.port}/socket.io/"]
        visit(page, house.links["desk"].replace(ADDRESS, name))
        kept = {cookie["name"]: cookie for cookie in page.context.cookies()}
        assert "__Host-kiosk" in kept
        assert {(one["secure"], one["httpOnly"], one["sameSite"]) for one in kept.values()} == {(True, True, "Strict")}
        assert (
            page.evaluate("() => navigator.serviceWorker.ready.then((it) => it.scope)")
            == f"https://{name}:{house.port}/desk"
        )


def test_the_page_about_trusting_sees_whether_it_worked(house: House, trusting: Any) -> None:
    for authorities, state in (((house.authority,), "good"), ((), "bad")):
        with trusting(*authorities) as browser:
            page = browser.new_page()
            page.goto(f"http://{ADDRESS}:{house.port + 1}/trust?lang=en")
            probe = page.locator("#probe")
            text = probe.get_attribute(f"data-{state}")
            page.wait_for_function(
                "(text) => document.getElementById('probe').textContent === text", arg=text, timeout=15_000
            )


def test_without_trust_no_page_opens(house: House, trusting: Any) -> None:
    with trusting() as browser, pytest.raises(Exception, match="ERR_CERT_AUTHORITY_INVALID"):
        browser.new_page().goto(f"https://{ADDRESS}:{house.port}/hall")


def rogue(folder: Path, monkeypatch: pytest.MonkeyPatch, *, constrained: bool) -> Path:
    """Certificate and key for another name, signed by the authority's own key, which is kept here and nowhere else."""
    kept: list[Any] = []
    generate = ec.generate_private_key
    monkeypatch.setattr(ec, "generate_private_key", lambda curve: kept.append(generate(curve)) or kept[-1])
    authority = tls.make(folder, HOST, [ADDRESS], constrained=constrained)
    monkeypatch.undo()
    own, key = kept
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(FOREIGN), x509.IPAddress(ip_address("127.0.0.2"))])
    leaf = (
        x509.CertificateBuilder().subject_name(x509.Name([])).issuer_name(authority.subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1)).add_extension(names, critical=True)
        .add_extension(x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(own, hashes.SHA256())
    )  # fmt: skip
    path = folder / "rogue.pem"
    path.write_bytes(
        leaf.public_bytes(Encoding.PEM) + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return path


@contextmanager
def answering(certificate: Path) -> Iterator[int]:
    """A server with this certificate that answers every request with a few words; gives its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def serve() -> None:
        while True:
            try:
                line, _address = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(line, server_side=True) as secure:
                    secure.recv(4096)
                    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nrogue")
            except OSError:
                line.close()

    with socket.create_server((ADDRESS, 0)) as listener:
        Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("constrained", [True, False])
def test_what_the_authority_may_not_vouch_for_is_refused(
    folder: Path, trusting: Any, monkeypatch: pytest.MonkeyPatch, constrained: bool
) -> None:
    certificate = rogue(folder, monkeypatch, constrained=constrained)
    with answering(certificate) as port, trusting(folder / tls.FOLDER / tls.AUTHORITY) as browser:
        page = browser.new_page()
        if constrained:
            with pytest.raises(Exception, match="ERR_CERT_INVALID"):
                page.goto(f"https://{FOREIGN}:{port}/")
        else:  # the same certificate of an authority that is not bound: it is the bound that refuses
            page.goto(f"https://{FOREIGN}:{port}/")
            assert page.locator("body").inner_text() == "rogue"
