"""On what a tracker lies: a drive of another machine, or a folder that some program syncs. Any thread.

SQLite's -wal needs memory that all its users share, so that a tracker on a network drive goes without; and a
program that syncs files replaces them one at a time, which parts a tracker from its -wal.
https://sqlite.org/wal.html#overview. What cannot be told is taken for a disk of this machine.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "davfs", "afpfs",
        "vboxsf", "prl_fs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs", "fuse.vmhgfs-fuse",
    }
)  # fmt: skip
_WINDOWS_IN_LINUX = "aname=drvfs"
"""How WSL mounts the drives of Windows: as a share, for which SQLite's locks do not hold on both sides."""
_SYNCED = {
    "dropbox": "Dropbox", "onedrive": "OneDrive",
    "google drive": "Google Drive", "googledrive": "Google Drive",
    "icloud drive": "iCloud", "mobile documents": "iCloud", "cloudstorage": "a cloud drive",
    "nextcloud": "Nextcloud", "owncloud": "ownCloud", "pcloud drive": "pCloud", "syncthing": "Syncthing",
    "mega": "MEGA", "box sync": "Box",
}  # fmt: skip
_NAMED_FURTHER = ("dropbox", "onedrive")
_REMOTE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""


def network(path: Path) -> bool:
    """Whether a file lies on a drive of another machine."""
    real = os.path.realpath(path)
    if sys.platform == "win32":
        return _is_remote_drive(real)
    kind, options = _mount(real)
    return kind in _NETWORK or _WINDOWS_IN_LINUX in options


def synced(path: Path) -> str:
    """The program that syncs a folder above the file, told by the folder's name; "" for none."""
    for part in reversed(Path(os.path.realpath(path)).parts[:-1]):
        name = part.casefold()
        for start, program in _SYNCED.items():
            # "OneDrive - Tidewater Ltd", "Dropbox (Personal)".
            if name == start or (start in _NAMED_FURTHER and name.startswith(f"{start} ")):
                return program
    return ""


def _mount(path: str) -> tuple[str, str]:
    """The kind of the file system that a path lies on, and its options: proc(5), mountinfo."""
    try:
        lines = MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return "", ""
    best, found = -1, ("", "")
    for line in lines:
        before, _, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")
        if len(fields) < 5 or len(kind) < 3:
            continue
        point = fields[4].replace("\\040", " ").rstrip("/")
        # The last of those that are mounted over each other is the one that is seen.
        if f"{path}/".startswith(f"{point}/") and len(point) >= best:
            best, found = len(point), (kind[0], kind[2])
    return found


def _is_remote_drive(path: str) -> bool:
    if path.startswith("\\\\"):
        return True
    import ctypes

    drive = os.path.splitdrive(path)[0] + "\\"
    return bool(getattr(ctypes, "windll").kernel32.GetDriveTypeW(drive) == _REMOTE)  # noqa: B009 - Windows only
