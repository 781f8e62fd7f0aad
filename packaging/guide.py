#!/usr/bin/env python3
"""Puts the guide where an installed program finds it: docs/ is in the checkout only.

    python3 packaging/guide.py FOLDER     FOLDER: the "resources" of what is being built

The program in a checkout reads docs/guide.md itself, so that no second copy is in git.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_PICTURE = re.compile(r"!\[[^\]]*\]\((pictures/[\w.-]+)\)")


def put(resources: Path, docs: Path = ROOT / "docs") -> list[Path]:
    """Copy the guide and the pictures that it shows, and no others; return what was written."""
    text = docs.joinpath("guide.md").read_text(encoding="utf-8")
    written = []
    for name in ("guide.md", *dict.fromkeys(_PICTURE.findall(text))):
        target = resources / "guide" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / name, target)
        written.append(target)
    return written


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    put(Path(sys.argv[1]))
