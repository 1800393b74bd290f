"""Addresses of pictures as they stand in attributes. Shared by the rules on pictures."""

from __future__ import annotations

from newslint.late_pattern import late_pattern

_CANDIDATE = late_pattern(r"[\s,]*+([^\s]++)([^,]*+)")
_DESCRIPTOR = late_pattern(r"([0-9]++(?:\.[0-9]++)?+)([wx])\s*+\Z")
_SIZES = (
    late_pattern(r"(?<![0-9])([0-9]{2,4})[x*]([0-9]{2,4})(?![0-9])"),
    late_pattern(r"[?&](?:w|width|wx_width|imwidth)=([0-9]{2,4})(?![0-9])"),
    late_pattern(r"/[swh]_?([0-9]{2,4})(?=[-/,])"),
)


def is_address(value: str) -> bool:
    """Return whether *value* is the address of something that can be fetched: no template, no data, no sentence."""
    value = value.strip()
    lower = value.lower()
    if not value or any(character in value for character in "<>{}\"' "):
        return False
    if lower.startswith(("http://", "https://", "//", "/", "./", "../")):
        return True
    return ":" not in value and "." in value


def is_inline(address: str) -> bool:
    """Return whether *address* is the picture itself, written out."""
    return address[:5].lower() == "data:"


def file_name(address: str) -> str:
    """Return the last part of the path, in lower case."""
    return address.partition("?")[0].partition("#")[0].rpartition("/")[2].lower()


def candidates(srcset: str) -> list[tuple[float, str]]:
    """Return the addresses in a ``srcset``, each with its width or density (0 if it has none)."""
    found: list[tuple[float, str]] = []
    for match in _CANDIDATE.finditer(srcset):
        address = match[1].rstrip(",")
        descriptor = _DESCRIPTOR.search(match[2].strip()) if address == match[1] else None
        if address:
            found.append((float(descriptor[1]) if descriptor else 0.0, address))
    return found


def largest(srcset: str) -> str:
    """Return the address of the largest candidate; empty if one of them is not an address."""
    found = candidates(srcset)
    if not found or not all(is_address(address) for _, address in found):
        return ""
    return max(found, key=lambda one: one[0])[1]


def size_in(address: str) -> int:
    """Return the width that *address* itself names (``-300x200.jpg``, ``?w=300``, ``/s300/``); 0 if it names none."""
    for pattern in _SIZES:
        if match := pattern.search(address):
            return int(match[1])
    return 0
