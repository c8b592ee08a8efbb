"""The network: under which addresses other devices reach this server, the likeliest first."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

import psutil

from badges.refusal import Refusal
from kiosk.i18n import _

VIRTUAL = ("docker", "veth", "vethernet", "virbr", "vmnet", "vmware", "vbox", "virtualbox", "br-", "tun", "tap", "wg")
"""Names of networks inside the machine itself, and of tunnels: no device of the hall is in them."""
ELSEWHERE = "192.0.2.1"
"""An address that is nobody's (RFC 5737): asked only by which way it would be reached, nothing is sent."""
FAMILIES = {4: socket.AF_INET, 6: socket.AF_INET6}


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens. `named`: what its certificate calls it, as over https nothing else is trusted."""

    scheme: str = "http"
    host: str = "127.0.0.1"
    port: int = 8000
    named: str = ""

    @property
    def here_only(self) -> bool:
        """Whether no other device can reach it, as it was started."""
        return is_loopback(self.host)

    def addresses(self) -> list[str]:
        """What other devices type, the likeliest first; empty where none can reach it."""
        return [f"{self.scheme}://{name}:{self.port}" for name in self._names()]

    def address(self) -> str:
        """What links begin with."""
        return (self.addresses() or [f"{self.scheme}://{self.named or '127.0.0.1'}:{self.port}"])[0]

    def _names(self) -> list[str]:
        if self.here_only:
            return []
        if self.named:
            return [self.named]
        address = _parsed(self.host)
        return [bracketed(ip) for ip in own(address.version)] if address and address.is_unspecified else [self.host]


def own(version: int = 4) -> list[str]:
    """This machine's addresses that other devices can reach, the likeliest first."""
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = [
        (name, ip)
        for name, known in psutil.net_if_addrs().items()
        for one in known
        if name in up and one.family == FAMILIES[version] and (ip := _parsed(one.address)) and not ip.is_loopback
    ]
    way_out = _way_out() if version == 4 else ""

    def unlikely(one: tuple[str, IPv4Address | IPv6Address]) -> tuple[bool, bool, bool, bool]:
        name, ip = one
        return name.lower().startswith(VIRTUAL), ip.is_link_local, str(ip) != way_out, not ip.is_private

    return [str(ip) for name, ip in sorted(found, key=unlikely)]


def _way_out() -> str:
    """The address from which this machine would speak to other networks, or nothing where there is no way to them."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((ELSEWHERE, 9))
        return str(probe.getsockname()[0])
    return ""


def is_loopback(host: str) -> bool:
    """Whether only this machine itself can reach this address."""
    address = _parsed(host)
    return address.is_loopback if address else host == "localhost"


def is_address(host: str) -> bool:
    """Whether this is an address in figures and no name."""
    return _parsed(host) is not None


def is_here(asked: str) -> bool:
    """Whether a request's Host header, with or without a port, names this machine from within."""
    return is_loopback(urlsplit(f"//{asked}").hostname or "")


def bracketed(host: str) -> str:
    """As an address is written in a link."""
    return f"[{host}]" if ":" in host else host


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def cannot_listen(host: str, port: int, error: OSError) -> Refusal:
    """Why no server can listen there, and what to do."""
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return Refusal(
            _(
                "This computer has no address {host}. It has: {addresses}. Write one of these, or --host 0.0.0.0."
            ).format(host=host, addresses=", ".join([*own(), "127.0.0.1"]))
        )
    return Refusal("Port {port} cannot be used: another program has it. Choose another with --port.", port=port)
