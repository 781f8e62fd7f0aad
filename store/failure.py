"""Why SQLite could not do it, as a stable key that a window or a terminal puts into words (any thread)."""

import errno

import apsw

_BY_ERRNO = {
    errno.ENOSPC: "disk_full",
    # A quota is no SQLITE_FULL: it arrives as SQLITE_IOERR_WRITE with this number.
    errno.EDQUOT: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}
_BY_EXTENDED = {
    apsw.SQLITE_IOERR_SHORT_READ: "damaged",
    apsw.SQLITE_IOERR_CORRUPTFS: "damaged",
    apsw.SQLITE_IOERR_NOMEM: "other",
}
_BY_PRIMARY = {
    apsw.SQLITE_FULL: "disk_full",
    apsw.SQLITE_IOERR: "io_error",
    apsw.SQLITE_CORRUPT: "damaged",
    apsw.SQLITE_NOTADB: "damaged",
    apsw.SQLITE_READONLY: "read_only",
    apsw.SQLITE_PERM: "read_only",
    apsw.SQLITE_BUSY: "locked",
    apsw.SQLITE_LOCKED: "locked",
    apsw.SQLITE_PROTOCOL: "locked",
}


def primary(code: int) -> int:
    """Return the primary code of an extended one (https://www.sqlite.org/rescode.html)."""
    return code & 0xFF


def reason_key(code: int, system_errno: int = 0) -> str:
    """Return "disk_full", "io_error", "damaged", "read_only", "locked" or "other" for an (extended) code.

    `system_errno` counts only for I/O errors and for files that cannot be opened.
    """
    key = _BY_EXTENDED.get(code)
    if key is None and primary(code) in (apsw.SQLITE_IOERR, apsw.SQLITE_CANTOPEN):
        key = _BY_ERRNO.get(system_errno)
    return key or _BY_PRIMARY.get(primary(code), "other")


def code_name(code: int) -> str:
    """Return SQLite's own name and number of a code, such as "SQLITE_IOERR_WRITE (778)"."""
    name = apsw.mapping_extended_result_codes.get(code) or apsw.mapping_result_codes.get(code) or "SQLITE"
    return f"{name} ({code})"
