"""HTTPS on a closed network: the chain holds for this host and for no other, and a device is told how to trust it."""

import socket
import ssl
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from badges.refusal import Refusal
from kiosk.cli.main import main
from kiosk.machine import tls
from kiosk.recovery import run_file
from kiosk.settings import load as settings_file
from tests.support.server_process import House

pytestmark = pytest.mark.whole

HOST = "kiosk.local"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def made(folder):
    words = ["--conference", str(folder), "tls", "--host", HOST, "--ip", "127.0.0.1"]
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, "SHA-256" in done.output) == (0, True)
    return folder


def shake(authority, chain, key, name):
    """A handshake with a client that trusts `authority` and asks for `name`; returns what the client says."""
    server = tls.context(chain, key)
    client = ssl.create_default_context(cafile=str(authority))
    ours, theirs = ssl.MemoryBIO(), ssl.MemoryBIO()
    a = client.wrap_bio(ours, theirs, server_hostname=name)
    b = server.wrap_bio(theirs, ours, server_side=True)
    for _ in range(6):
        for side in (a, b):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                pass
            except ssl.SSLCertVerificationError as error:
                return error.verify_message
    return a.version()


def files(folder):
    place = folder / tls.FOLDER
    return place / tls.AUTHORITY, place / tls.CHAIN, place / tls.KEY


@pytest.mark.parametrize("name", [HOST, "127.0.0.1"])
def test_a_device_that_trusts_the_authority_trusts_this_host(made, name):
    assert shake(*files(made), name) == "TLSv1.3"


@pytest.mark.parametrize("name", ["example.com", "evil.kiosk.local.example", "10.0.0.1"])
def test_and_no_other_name(made, name):
    assert "match" in shake(*files(made), name).lower() or "mismatch" in shake(*files(made), name).lower()


@pytest.mark.parametrize(("constrained", "name"), [(True, "bank.example"), (True, "10.0.0.1"), (False, "bank.example")])
def test_the_authority_could_not_vouch_for_another_host_even_with_its_key(folder, monkeypatch, constrained, name):
    kept = []
    generate = ec.generate_private_key
    monkeypatch.setattr(ec, "generate_private_key", lambda curve: kept.append(generate(curve)) or kept[-1])
    authority = tls.make(folder, HOST, ["127.0.0.1"], constrained=constrained)
    own, key = kept
    now = datetime.now(UTC)
    san = x509.IPAddress(__import__("ipaddress").ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    rogue = (
        x509.CertificateBuilder().subject_name(x509.Name([])).issuer_name(authority.subject).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([san]), critical=True).sign(own, hashes.SHA256())
    )  # fmt: skip
    ca, chain, key_file = files(folder)
    chain.write_bytes(rogue.public_bytes(Encoding.PEM))
    said = shake(ca, chain, key_file, name)
    assert said == ("permitted subtree violation" if constrained else "TLSv1.3")


def test_lives_and_limits_are_those_that_devices_accept(made):
    ca, chain, key = files(made)
    authority = x509.load_pem_x509_certificate(ca.read_bytes())
    leaf = x509.load_pem_x509_certificate(chain.read_bytes())
    assert leaf.not_valid_after_utc == authority.not_valid_after_utc  # its key is gone: nobody could renew the leaf
    assert authority.not_valid_after_utc - authority.not_valid_before_utc <= timedelta(days=366)
    basic = authority.extensions.get_extension_for_class(x509.BasicConstraints)
    assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, True, 0)
    assert key.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    assert sorted(p.name for p in ca.parent.iterdir()) == ["ca.crt", "server.crt", "server.key"]  # no authority's key


def test_only_ciphers_whose_keys_are_forgotten_are_offered(made):
    offered = tls.context(*files(made)[1:]).get_ciphers()
    assert {(cipher["kea"], cipher["aead"]) for cipher in offered} == {("kx-ecdhe", True), ("kx-any", True)}
    assert min(cipher["strength_bits"] for cipher in offered) == 128


@pytest.mark.parametrize(
    ("host", "addresses", "called"),
    [
        ("kiosk.local", ["127.0.0.1", "192.168.77.10"], "192.168.77.10"),
        ("kiosk", ["127.0.0.1"], "127.0.0.1"),
        ("kiosk.local", ["fd00::10"], "[fd00::10]"),
        ("kiosk.local", [], "kiosk.local"),
        ("hoinghi.example.vn", ["192.168.77.10"], "hoinghi.example.vn"),
    ],
)
def test_links_use_what_every_device_can_look_up(folder, host, addresses, called):
    tls.make(folder, host, addresses)
    assert tls.host(files(folder)[1]) == called


def test_a_wrong_address_is_refused(folder):
    with pytest.raises(Refusal):
        tls.make(folder, HOST, ["192.168.1"])


def again(folder, *words):
    """`kiosk tls` once more: its exit code, what it said, and whether the authority is still the same."""
    before = files(folder)[0].read_bytes()
    done = CliRunner().invoke(main, ["--conference", str(folder), "tls", *words])
    return done.exit_code, done.output, files(folder)[0].read_bytes() == before


def test_a_second_time_changes_nothing(made):
    code, said, same = again(made)
    assert (code, tls.fingerprint(tls.authority(made)) in said, "không có gì thay đổi" in said, same) == (
        0,
        True,
        True,
        True,
    )
    assert again(made, "--host", HOST, "--ip", "127.0.0.1")[::2] == (0, True)


def test_another_address_is_not_taken_without_a_word(made):
    code, said, same = again(made, "--ip", "192.168.1.10")
    assert (code, "--new-authority" in said, same) == (1, True, True)


def test_a_new_authority_is_made_for_the_same_host_when_it_is_asked_for(made):
    code, said, same = again(made, "--new-authority")
    assert (code, "mọi thiết bị phải tin cậy lại" in said, same) == (0, True, False)
    assert [shake(*files(made), name) for name in (HOST, "127.0.0.1")] == ["TLSv1.3"] * 2
    assert again(made, "--new-authority", "--ip", "192.168.1.10")[::2] == (0, False)
    assert [shake(*files(made), name) for name in (HOST, "192.168.1.10")] == ["TLSv1.3"] * 2


def test_the_first_time_it_wants_a_name(folder):
    done = CliRunner().invoke(main, ["--conference", str(folder), "tls"])
    assert (done.exit_code, " tls --host" in done.output, (folder / tls.FOLDER).exists()) == (1, True, False)


def test_one_that_has_ended_is_said_with_the_command_that_works(made, monkeypatch):
    monkeypatch.setattr(tls, "LIFE", timedelta(seconds=-1))
    tls.make(made, HOST, ["127.0.0.1"])
    monkeypatch.undo()
    with pytest.raises(Refusal, match=r"kiosk --conference .* tls --new-authority"):
        tls.files(made, settings_file.load(made))
    assert again(made)[::2] == (1, True)
    assert again(made, "--new-authority")[::2] == (0, False)
    tls.files(made, settings_file.load(made))


def test_while_the_server_runs_its_authority_stays(made):
    run_file.say(made, "https://127.0.0.1:8000")
    assert again(made, "--new-authority")[::2] == (1, True)


def test_without_a_certificate_the_start_is_refused(folder):
    with pytest.raises(Refusal):
        tls.files(folder, settings_file.load(folder))


def test_the_departments_own_certificate_is_taken(made):
    text = (made / "conference.toml").read_text()
    (made / "conference.toml").write_text(f'{text}\n[tls]\ncert = "tls/server.crt"\nkey = "tls/server.key"\n')
    assert tls.files(made, settings_file.load(made)) == files(made)[1:]


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_a_department_that_has_a_certificate_of_its_own_keeps_to_https(made):
    text = (made / "conference.toml").read_text()
    (made / "conference.toml").write_text(f'{text}\n[tls]\ncert = "tls/server.crt"\nkey = "tls/server.key"\n')
    house = House(made)
    house.authority = files(made)[0]
    house.begin("--tls")
    trusting = ssl.create_default_context(cafile=str(house.authority))
    with urllib.request.urlopen(f"{house.address}/hall", context=trusting) as answer:
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    with pytest.raises(OSError):
        urllib.request.urlopen(f"http://127.0.0.1:{house.port}/hall", timeout=3)  # that port speaks nothing else
    house.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_the_server_speaks_https_and_the_next_port_tells_how_to_trust_it(made):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    house = House(made)
    house.port, house.authority = port, files(made)[0]
    house.begin("--tls")
    own = tls.authority(made)
    assert (f"http://127.0.0.1:{port + 1}/trust" in house.said, tls.fingerprint(own) in house.said) == (True, True)
    trusting = ssl.create_default_context(cafile=str(house.authority))
    with urllib.request.urlopen(house.links["desk"].replace(HOST, "127.0.0.1"), context=trusting) as answer:
        cookie = answer.headers["Set-Cookie"]
        assert (cookie.startswith("__Host-kiosk="), "Secure" in cookie) == (True, True)
        assert "Strict-Transport-Security" not in answer.headers  # an authority of our own may go again
    with urllib.request.urlopen(f"http://127.0.0.1:{port + 1}/trust") as page:
        text = page.read().decode()
    assert (tls.fingerprint(own) in text, "Tin cậy" in text) == (True, True)
    with urllib.request.urlopen(f"http://127.0.0.1:{port + 1}/ca.crt") as answer:
        assert answer.read() == house.authority.read_bytes()
    plain = f"GET /desk?lang=en HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept: text/html\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as stranger:
        stranger.sendall(plain.encode())
        told = stranger.makefile("rb").read().decode()
    assert f"Location: https://{HOST}:{port}/desk?lang=en\r\n" in told and told.startswith("HTTP/1.1 307 ")
    raw = trusting.wrap_socket(socket.create_connection(("127.0.0.1", port)), server_hostname=HOST)
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1", f"Host: {HOST}:{port}", f"Origin: https://{HOST}:{port}",
        "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "", "",
    ]  # fmt: skip
    raw.sendall("\r\n".join(lines).encode())
    assert raw.recv(100).startswith(b"HTTP/1.1 101")
    raw.close()
    house.stop()


def test_a_slow_reader_over_https_gets_whole_pictures_and_at_last_the_newest(made):
    command = [sys.executable, "-m", "tests.support.tls_client", str(made)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    pictures = [line.split() for line in done.stdout.splitlines()]
    assert {(length, letters) for _letter, length, letters in pictures} == {("600000", "1")}, done.stderr
    order = [letter for letter, _length, _letters in pictures]
    assert (order[0], order[-1], order == sorted(set(order)), len(order) < 9) == ("1", "9", True, True)
