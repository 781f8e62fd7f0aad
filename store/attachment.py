"""A file that is attached to an issue: what is known of it besides its content."""

from __future__ import annotations

from store.attachment_kinds import PICTURES, may_be_opened
from store.structs import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an issue. sha256: of its content; by, at: who attached it, and when."""

    uid: str
    name: str
    media_type: str
    size: int
    sha256: str
    by: str
    at: str

    @property
    def is_picture(self) -> bool:
        """Whether its content begins like a picture that can be shown."""
        return self.media_type in PICTURES

    @property
    def may_be_opened(self) -> bool:
        """Whether another program may be asked to open it: see attachment_kinds."""
        return may_be_opened(self.name)
