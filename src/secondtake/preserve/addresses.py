"""Which machine an address means, and whether it may be asked: private networks are refused."""

from __future__ import annotations

import ipaddress
import os
import socket
from urllib.parse import urlsplit, urlunsplit

from secondtake.errors import AddressRefused, FetchFailed

__all__ = ["is_public", "pin", "sendable"]

# Written out, because Python's own `is_global` differs between 3.11 and 3.13.
_OTHER_V4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
"""Blocks of the IANA IPv4 special-purpose registry, multicast and reserved addresses."""
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_OTHER_V6 = tuple(
    ipaddress.IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
"""What of 2000::/3 is no ordinary machine: Teredo and protocol use, examples, 6to4."""
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is meant."""


def is_public(number: str) -> bool:
    """Whether an IP address is an ordinary machine of the public network.

    An IPv4 address inside an IPv6 one is judged as itself. The same on every Python.
    """
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address in _TRANSLATED:
            address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        else:
            return address in _PUBLIC_V6 and not any(address in block for block in _OTHER_V6)
    return not any(address in block for block in _OTHER_V4)


def sendable(address: str) -> str:
    """An address with bytes that are no text percent-encoded, as RFC 3986 has it.

    Python holds them as surrogates: where the terminal's encoding is ASCII, every other letter.
    """
    try:
        address.encode("utf-8")
    except UnicodeEncodeError:
        return "".join(chr(b) if b < 128 else f"%{b:02X}" for b in os.fsencode(address))
    return address


def pin(address: str, *, allow_private: bool) -> tuple[str, str]:
    """The Host header, and the address with its host name replaced by a checked IP number.

    Raises ``AddressRefused`` for what is not asked and ``FetchFailed`` for an unknown name.
    """
    address = sendable(address)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(
            f"{address} is not a valid address.", advice="Check the spelling."
        ) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AddressRefused(
            f"{address} was not requested: only http and https addresses are.",
            advice="Save it by other means and give the file.",
        )
    if parts.username or parts.password:
        raise AddressRefused(
            "An address with a user name or password in it is not requested.",
            advice="Save the page in your browser and give the file.",
        )
    number = _checked(
        parts.hostname, port or (443 if parts.scheme == "https" else 80), allow_private
    )
    shown = f"[{number}]" if ":" in number else number
    place = shown if port is None else f"{shown}:{port}"
    host = parts.netloc.rpartition("@")[2]
    return host, urlunsplit((parts.scheme, place, parts.path or "/", parts.query, ""))


def _checked(name: str, port: int, allow_private: bool) -> str:
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise FetchFailed(
            f"The name {name} is not known.",
            advice="Check the address and the network; a name that is gone may be in an archive.",
        ) from error
    numbers = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not allow_private and not all(is_public(number) for number in numbers):
        raise AddressRefused(
            f"{name} is an address of this machine or of a private network.",
            advice="If you mean it, add --allow-private.",
        )
    return numbers[0]
