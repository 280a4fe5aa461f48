"""Print the tables of ``docs/import.md``: formats, drafts, and a folder of 100 documents.

python benchmarks/imports.py
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "watch"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import drafts
import import_many
from intake import table


def main() -> None:
    """Print them one after the other."""
    for name, show in (
        ("Formats", table.main),
        ("Drafts", drafts.main),
        ("Many at once", import_many.main),
    ):
        print(f"\n## {name}\n", flush=True)
        show()


if __name__ == "__main__":
    main()
