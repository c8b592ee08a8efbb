"""HTTPS on a closed network: an authority of the conference's own that can sign nothing but this one host, and its leaf.

The authority is bound to the host's name and addresses (critical name constraints, path length 0), and its key is thrown
away after the leaf is signed: whoever trusts it can be cheated by nobody. So the leaf cannot be renewed, and lives as
long as its authority: a year, as Safari refuses more than 825 days. After that, or under another name, all begins anew:
`kiosk tls --new-authority`. A certificate of the department's own is used instead where the settings name one.

The library is imported in the functions that use it: most starts need none of it.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, cast

import psutil

from badges.refusal import Refusal
from kiosk import atomic, console
from kiosk.i18n import _
from kiosk.i18n.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from ipaddress import IPv4Address, IPv6Address

    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

    from kiosk.settings.load import Settings

    Address = IPv4Address | IPv6Address

FOLDER = "tls"
AUTHORITY, CHAIN, KEY = "ca.crt", "server.crt", "server.key"
LIFE = timedelta(days=365)
EARLIER = timedelta(hours=1)
"""Certificates begin a little before now, for devices whose clock is behind."""


def make(folder: Path, host: str, addresses: Sequence[str], *, constrained: bool = True) -> x509.Certificate:
    """Make authority and leaf in the folder's `tls`; returns the authority. Raises `Refusal` for a bad name or address."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        ips = [ip_address(text) for text in addresses]
        names = [x509.DNSName(host)]
    except ValueError as error:
        raise Refusal(_("Write the host like kiosk.local and the address like 192.168.1.10.")) from error
    now = datetime.now(UTC)
    own, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    title = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, f"Kiosk {host} {now:%Y-%m-%d}")])
    authority = _authority(title, own, now, [*names, *(x509.IPAddress(ip_network(ip)) for ip in ips)], constrained)
    leaf = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, host)]))
        .issuer_name(title)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + LIFE)
        .add_extension(x509.SubjectAlternativeName([*names, *(x509.IPAddress(ip) for ip in ips)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_usage(sign=False), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(own.public_key()), critical=False)
        .sign(own, hashes.SHA256())
    )
    _write(folder / FOLDER, authority, leaf, key)
    return authority


def settle(
    folder: Path, host: str, addresses: Sequence[str], *, anew: bool, constrained: bool = True
) -> tuple[x509.Certificate, bool]:
    """The authority, and whether it was made just now. Host and addresses are those of the certificate there is, if not named.

    One that is there stays, as every device trusts it; only `anew` makes another. Raises `Refusal` where it cannot serve.
    """
    chain, own = folder / FOLDER / CHAIN, authority(folder)
    if own is None or not chain.is_file():
        if not host:
            raise Refusal(
                _("Write the server's name and address: {command}").format(
                    command=console.command_line(folder, "tls", "--host", "kiosk.local", "--ip", "192.168.1.10")
                )
            )
        return make(folder, host, addresses, constrained=constrained), True
    names, ips = called(chain)
    known = [str(ip) for ip in ips]
    if anew:
        return make(folder, host or names[0], addresses or known, constrained=constrained), True
    if (host or names[0]) != names[0] or set(addresses or known) != set(known) or ends(chain) < datetime.now(UTC):
        raise Refusal(
            _(
                "The certificate in {folder} stands for {names} until {day}. A new one means that every device must trust "
                "the server anew, and that the spare needs the new ca.crt. If that is what you want, add --new-authority."
            ).format(folder=folder / FOLDER, names=", ".join([*names, *known]), day=short_date(ends(chain)))
        )
    return own, False


def _authority(
    title: x509.Name, own: ec.EllipticCurvePrivateKey, now: datetime, allowed: list[x509.GeneralName], constrained: bool
) -> x509.Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    builder = (
        x509.CertificateBuilder()
        .subject_name(title)
        .issuer_name(title)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(sign=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
    )
    if constrained:
        builder = builder.add_extension(x509.NameConstraints(allowed, None), critical=True)
    return builder.sign(own, hashes.SHA256())


def _usage(*, sign: bool) -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not sign, key_cert_sign=sign, crl_sign=sign, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _write(place: Path, authority: x509.Certificate, leaf: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    from cryptography.hazmat.primitives import serialization

    place.mkdir(mode=0o700, exist_ok=True)
    atomic.write(place / AUTHORITY, authority.public_bytes(serialization.Encoding.PEM))
    atomic.write(
        place / CHAIN,
        leaf.public_bytes(serialization.Encoding.PEM) + authority.public_bytes(serialization.Encoding.PEM),
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    atomic.write(place / KEY, secret, private=True)


def files(folder: Path, settings: Settings) -> tuple[Path, Path]:
    """Certificate chain and key that serve: the department's own where the settings name them, otherwise ours."""
    if settings.tls.cert:
        chain, key = folder / settings.tls.cert, folder / (settings.tls.key or settings.tls.cert)
    else:
        chain, key = folder / FOLDER / CHAIN, folder / FOLDER / KEY
    for path in (chain, key):
        if not path.is_file():
            raise Refusal(
                _("{file} is missing. Make a certificate with: {command}").format(
                    file=path,
                    command=console.command_line(folder, "tls", "--host", "kiosk.local", "--ip", "192.168.1.10"),
                )
            )
    if ends(chain) < datetime.now(UTC):
        raise Refusal(
            _("The certificate {file} has ended. Ask for a new one where it came from.").format(file=chain)
            if settings.tls.cert
            else _("The certificate {file} has ended. Make a new one with: {command}").format(
                file=chain, command=console.command_line(folder, "tls", "--new-authority")
            )
        )
    return chain, key


def ends(chain: Path) -> datetime:
    """When a certificate ends."""
    from cryptography import x509

    return x509.load_pem_x509_certificate(chain.read_bytes()).not_valid_after_utc


def called(chain: Path) -> tuple[list[str], list[Address]]:
    """The names and the addresses for which a certificate stands."""
    from cryptography import x509

    leaf = x509.load_pem_x509_certificate(chain.read_bytes())
    found = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return found.get_values_for_type(x509.DNSName), cast("list[Address]", found.get_values_for_type(x509.IPAddress))


def host(chain: Path) -> str:
    """What links call the host of a certificate: its name, or its address where not every device can look the name up.

    Those are names without a dot and those of `.local`, which older Android phones and many hotel networks do not know.
    """
    names, addresses = called(chain)
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
    from cryptography.hazmat.primitives import hashes

    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def is_authority(pem: bytes, mark: str) -> bool:
    """Return whether a PEM is the certificate with this mark (`link_mark`)."""
    from cryptography import x509

    try:
        found = x509.load_pem_x509_certificate(pem)
    except ValueError:
        return False
    return link_mark(found) == mark.strip().lower()


def link_mark(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of a certificate as the end of a link: 64 hexadecimal digits."""
    from cryptography.hazmat.primitives import hashes

    return certificate.fingerprint(hashes.SHA256()).hex()


def authority(folder: Path) -> x509.Certificate | None:
    """Our own authority, where there is one."""
    from cryptography import x509

    path = folder / FOLDER / AUTHORITY
    return x509.load_pem_x509_certificate(path.read_bytes()) if path.is_file() else None
