"""What kind of file something is, and which kinds another program may be asked to open. Pure, any thread."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

PICTURES = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/bmp": "bmp",
}
"""The pictures that are shown, told by their content, with the name that their decoder has."""

HEAD = 32
"""Bytes of a file that tell a picture."""

UNKNOWN = "application/octet-stream"

_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})

_OPENED = frozenset({
    ".png", ".jpg", ".jpeg", ".jfif", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".avif", ".ico",
    ".pdf", ".txt", ".text", ".log", ".md", ".markdown", ".rst", ".csv", ".tsv", ".json", ".jsonl",
    ".ndjson", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".diff", ".patch", ".po", ".ics", ".vcf",
    ".eml", ".srt", ".vtt", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp",
    ".odg", ".rtf", ".pages", ".numbers", ".key", ".epub", ".drawio", ".psd", ".xcf", ".mp3", ".m4a",
    ".aac", ".wav", ".flac", ".ogg", ".oga", ".opus", ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi",
    ".mpg", ".mpeg", ".ogv", ".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".tar", ".7z", ".rar",
})  # fmt: skip
"""No list of the dangerous ones could ever be complete: .desktop, .scr, .hta, .jar, .html, …"""


def media_type(name: str, head: bytes) -> str:
    """What a file is: a picture by its first bytes, everything else by its name."""
    for start, found in (
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
    ):
        if head.startswith(start):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return "image/bmp"
    guessed, packed = mimetypes.guess_type(name)
    if packed is not None or guessed is None or guessed in PICTURES:
        return UNKNOWN
    return guessed


def may_be_opened(name: str) -> bool:
    """Whether a file of that name can do no more than be looked at: anything that may run is left out."""
    return PurePosixPath(name.casefold()).suffix in _OPENED
