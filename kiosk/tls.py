"""HTTPS on a closed network: an authority of the conference's own that can sign nothing but this one host, and its leaf.

The authority is bound to the host's name and addresses (critical name constraints, path length 0), lives a year, and its
key is thrown away after the leaf is signed: whoever finds it on a device can be cheated by nobody. The leaf lives 90
days, as Safari refuses long ones. A certificate of the department's own is used instead where the settings name one.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from badges.refusal import Refusal
from kiosk.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.settings import Settings

FOLDER = "tls"
AUTHORITY, CHAIN, KEY = "ca.crt", "server.crt", "server.key"
LEAF_LIFE, AUTHORITY_LIFE = timedelta(days=90), timedelta(days=365)
EARLIER = timedelta(hours=1)
"""Certificates begin a little before now, for devices whose clock is behind."""
PEM = serialization.Encoding.PEM


def make(folder: Path, host: str, addresses: Sequence[str], *, constrained: bool = True) -> x509.Certificate:
    """Make authority and leaf in the folder's `tls`; returns the authority. Raises `Refusal` for a bad name or address."""
    try:
        ips = [ip_address(text) for text in addresses]
        names = [x509.DNSName(host)]
    except ValueError as error:
        raise Refusal(_("Write the host like kiosk.local and the address like 192.168.1.10.")) from error
    now = datetime.now(UTC)
    own, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    title = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Kiosk {host} {now:%Y-%m-%d}")])
    authority = _authority(title, own, now, [*names, *(x509.IPAddress(ip_network(ip)) for ip in ips)], constrained)
    leaf = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]))
        .issuer_name(title)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + LEAF_LIFE)
        .add_extension(x509.SubjectAlternativeName([*names, *(x509.IPAddress(ip) for ip in ips)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_usage(sign=False), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(own.public_key()), critical=False)
        .sign(own, hashes.SHA256())
    )
    _write(folder / FOLDER, authority, leaf, key)
    return authority


def _authority(
    title: x509.Name, own: ec.EllipticCurvePrivateKey, now: datetime, allowed: list[x509.GeneralName], constrained: bool
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(title)
        .issuer_name(title)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(sign=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
    )
    if constrained:
        builder = builder.add_extension(x509.NameConstraints(allowed, None), critical=True)
    return builder.sign(own, hashes.SHA256())


def _usage(*, sign: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign, key_cert_sign=sign, crl_sign=sign, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _write(place: Path, authority: x509.Certificate, leaf: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    place.mkdir(mode=0o700, exist_ok=True)
    (place / AUTHORITY).write_bytes(authority.public_bytes(PEM))
    (place / CHAIN).write_bytes(leaf.public_bytes(PEM) + authority.public_bytes(PEM))
    path = place / KEY
    path.touch(mode=0o600)
    path.chmod(0o600)  # one that was there before keeps its rights otherwise
    path.write_bytes(key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


def files(folder: Path, settings: Settings) -> tuple[Path, Path]:
    """Certificate chain and key that serve: the department's own where the settings name them, otherwise ours."""
    if settings.tls.cert:
        chain, key = folder / settings.tls.cert, folder / (settings.tls.key or settings.tls.cert)
    else:
        chain, key = folder / FOLDER / CHAIN, folder / FOLDER / KEY
    for path in (chain, key):
        if not path.is_file():
            raise Refusal(
                _("{file} is missing. Make a certificate with: kiosk tls --host NAME --ip ADDRESS").format(file=path)
            )
    if ends(chain) < datetime.now(UTC):
        raise Refusal(_("The certificate {file} has ended. Make a new one with: kiosk tls").format(file=chain))
    return chain, key


def ends(chain: Path) -> datetime:
    """When a certificate ends."""
    return x509.load_pem_x509_certificate(chain.read_bytes()).not_valid_after_utc


def host(chain: Path) -> str:
    """What links call the host of a certificate: its name, or its address where not every device can look the name up.

    Those are names without a dot and those of `.local`, which older Android phones and many hotel networks do not know.
    """
    leaf = x509.load_pem_x509_certificate(chain.read_bytes())
    named = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    names, addresses = named.get_values_for_type(x509.DNSName), named.get_values_for_type(x509.IPAddress)
    known = next((text for text in names if "." in text.strip("*.") and not text.endswith(".local")), "")
    if known or not addresses:
        return str(known or (names or ["127.0.0.1"])[0])
    own = {one.address for found in psutil.net_if_addrs().values() for one in found}
    best = min(addresses, key=lambda ip: (ip.is_loopback, str(ip) not in own))
    return f"[{best}]" if best.version == 6 else str(best)


def context(chain: Path, key: Path) -> ssl.SSLContext:
    """TLS 1.2 or newer, as the server speaks it, with authenticated ciphers whose keys are forgotten."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_ciphers("ECDHE+AESGCM:ECDHE+CHACHA20")
    made.load_cert_chain(chain, key)
    return made


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 as people compare it: pairs of hexadecimal digits."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def authority(folder: Path) -> x509.Certificate | None:
    """Our own authority, where there is one."""
    path = folder / FOLDER / AUTHORITY
    return x509.load_pem_x509_certificate(path.read_bytes()) if path.is_file() else None
