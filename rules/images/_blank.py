"""Whether a picture that is written out in its address shows anything at all."""

from __future__ import annotations

from newslint.late_pattern import late_pattern

_LONGEST = 4_000
_DRAWS = late_pattern(r"<(?:path|circle|ellipse|line|poly|text|image|use|foreignobject|symbol|animate)")
_RECTANGLE = late_pattern(r"<rect\b[^>]*+>")
_NO_FILL = ("fill='none'", 'fill="none"', "fill='transparent'", 'fill="transparent"')


def is_blank(address: str) -> bool:
    """Return whether the ``data:`` *address* is a picture of at most two pixels, or a drawing without a stroke."""
    if len(address) > _LONGEST:
        return False
    head, comma, content = address.partition(",")
    head = head.lower()
    if not comma or not head.startswith("data:image/"):
        return False
    if head.startswith("data:image/svg"):
        drawing = _text(head, content)
        return (
            "<svg" in drawing
            and not _DRAWS.search(drawing)
            and "style" not in drawing
            and all(any(none in rectangle for none in _NO_FILL) for rectangle in _RECTANGLE.findall(drawing))
        )
    if "base64" not in head:
        return False
    size = _size(_decoded(content))
    return size is not None and max(size) <= 2


def _text(head: str, content: str) -> str:
    if "base64" in head:
        return _decoded(content).decode("utf-8", "replace").lower()
    from urllib.parse import unquote

    return unquote(content).lower()


def _decoded(content: str) -> bytes:
    from base64 import b64decode
    from urllib.parse import unquote

    content = unquote(content)
    try:
        return b64decode(content + "=" * (-len(content) % 4))
    except ValueError:
        return b""


def _size(data: bytes) -> tuple[int, int] | None:
    """Return width and height as the head of a GIF or a PNG says them; None for anything else."""
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return None
