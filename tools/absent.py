"""Say where words still stand: in the built site, and in the files of this repository.

    python tools/absent.py [FOLDER ...]
    python tools/absent.py --blank tests/printed/issues tests/gold

The words are read from the keyboard, and neither shown nor kept: what must go should not
stand in a history of commands or in a log. Every file of the folders is read, also inside PDFs,
Word files, workbooks, compressed files and the index of the search; without a folder, the built site and what git tracks.
Capitals, accents, punctuation, tags and line ends make no difference. Ends with 1 if
anything was found, or if a file could not be read.

``--blank`` writes an x for each of their letters in the text files of the folders named, so that
the tests keep the shape of what they were given, and not the words.
"""

from __future__ import annotations

import argparse
import getpass
import gzip
import html
import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

SITE = Path("_build/html")
_RUN = 6
"""So many words one after another are looked for: a longer text is found where part of it stands."""
_TAG = re.compile(r"<[^>]*>|\]\([^)]*\)|\\u[0-9a-f]{4}", re.IGNORECASE)
_FRAME = re.compile(r"^((?::[a-z-]+:|#{1,6} |[a-z-]+: ).*\n|:{3,}\{item\})", re.MULTILINE)
"""A line of a page that is a field, a heading or a top line; and what opens an entry."""
_NO_LETTER = re.compile(r"[\W_]+")
_LINK = re.compile(r"\[([^]]*)\]\(#\)")
_SHARED_LETTERS = re.compile(r"([A-Z])([^A-Z\"]*)[A-Z]")
"""A word of the search's index: how many letters it shares with the one before, and the rest."""


def squeezed(text: str) -> str:
    """Return the letters and digits of a text alone, small and without accents."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKD", text).casefold())


def runs(text: str) -> list[str]:
    """Return what to look for: the text, or each few words of it that follow one another."""
    each = [word for word in map(squeezed, text.split()) if word]
    return ["".join(each[i : i + _RUN]) for i in range(max(1, len(each) - _RUN + 1))]


def found_in(folder: Path, paths: Iterable[Path], wanted: list[str]) -> Iterator[tuple[str, str]]:
    """Give each file that holds some of what is wanted, or that cannot be read, and say which."""
    for path in sorted(paths):
        name = path.relative_to(folder).as_posix()
        try:
            held = {
                run for text in texts(path.name, path.read_bytes()) for run in wanted if run in text
            }
        except Exception as error:  # noqa: BLE001 - a reader may fail in any way; then a person looks
            yield name, f"cannot be read ({type(error).__name__}): look yourself"
            continue
        if len(held) == len(wanted):
            yield name, "holds the words"
        elif held:
            yield name, "holds part of the words"


def texts(name: str, data: bytes) -> Iterator[str]:
    """Give all text of a file, squeezed, as often as it can be understood in another way."""
    kind = name.rpartition(".")[2].lower()
    if kind == "pdf":
        yield squeezed("\n".join(_of_pdf(data)))
    elif kind == "gz":
        yield from texts(name.rpartition(".")[0], gzip.decompress(data))
    elif kind in {"docx", "xlsx", "zip", "whl"}:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                yield from texts(part, package.read(part))
    else:
        text = data.decode("utf-8", errors="replace")
        yield squeezed(html.unescape(text))
        yield squeezed(html.unescape(_TAG.sub(_in_place, text)))
        if kind == "js" and text.startswith("searchShard("):
            yield " ".join(_of_index(text))


def _in_place(found: re.Match[str]) -> str:
    return found[0].encode().decode("unicode_escape") if found[0].startswith("\\") else ""


def _of_index(text: str) -> Iterator[str]:
    """The words of the search's index, spelt out."""
    before = ""
    for shared, rest in _SHARED_LETTERS.findall(text.partition('"')[2]):
        before = before[: ord(shared) - ord("A")] + rest
        yield squeezed(before)


def _of_pdf(data: bytes) -> Iterator[str]:
    """The pages' text, which PDFium reads ten times as fast; then bookmarks, addresses and what else is written in the file's objects."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            yield page.get_textpage().get_text_bounded()
    reader = PdfReader(io.BytesIO(data))
    for number in {*reader.xref.get(0, {}), *reader.xref_objStm}:
        yield from _strings(reader.get_object(number))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, (str, bytes)):
        yield value if isinstance(value, str) else value.decode("latin-1")
    elif isinstance(value, DictionaryObject):
        if isinstance(value, StreamObject) and "xml" in str(value.get("/Subtype", "")).lower():
            yield value.get_data().decode("utf-8", errors="replace")
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, ArrayObject):
        for one in value:
            yield from _strings(one)


def blanked(text: str, asked: str) -> str:
    """Return a page with an x for each letter of the words, wherever an entry holds them."""
    words = r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", asked)))
    wanted = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    parts = _FRAME.split(
        text
    )  # fields and headings, at odd places, say what belongs where: they stay
    parts[::2] = [wanted.sub(lambda m: re.sub(r"[^\W_]", "x", m[0]), part) for part in parts[::2]]
    return "".join(parts)


def blanked_gold(gold: dict[str, Any], asked: str) -> dict[str, Any]:
    """Return gold with the words blanked in every entry; its links follow."""
    for heading in gold["headings"]:
        for item in heading["items"]:
            item["text"] = blanked(item["text"], asked)
            item["markdown"] = blanked(item["markdown"], asked)
            item["links"] = _LINK.findall(item["markdown"])
    return gold


def blank(paths: Iterable[Path], asked: str) -> int:
    """Blank the words in pages and in gold; return in how many files they stood."""
    count = 0
    for path in paths:
        if path.suffix not in {".md", ".json"}:
            continue
        before = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            after = blanked(before, asked)
        else:
            after = json.dumps(
                blanked_gold(json.loads(before), asked), indent=1, ensure_ascii=False
            )
        if after.strip() != before.strip():
            path.write_text(f"{after.rstrip()}\n", encoding="utf-8")
            count += 1
    return count


def tracked(folder: Path) -> list[Path]:
    """Return the files of a repository that git knows."""
    command = ["git", "-C", str(folder), "ls-files", "-z"]
    done = subprocess.run(command, capture_output=True, check=True)
    paths = [folder / name.decode() for name in done.stdout.split(b"\0") if name]
    return [path for path in paths if path.is_file()]


def main() -> int:
    """Ask for the words, and tell, or blank them."""
    parser = argparse.ArgumentParser(description="Say where words still stand.")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--blank", action="store_true", help="write an x for each of their letters")
    given = parser.parse_args()
    folders = given.folders or [SITE]
    if given.blank and not given.folders:
        parser.error("name the folders in which to blank the words.")
    missing = [folder for folder in folders if not folder.is_dir()]
    if missing:
        parser.error(f"there is no folder {missing[0]}. Build the site first: make site")
    asked = getpass.getpass("Words (not shown): ") if sys.stdin.isatty() else sys.stdin.read()
    if not squeezed(asked):
        parser.error("no words were given.")
    places = [(f, [p for p in f.rglob("*") if p.is_file()]) for f in folders]
    if given.blank:
        count = sum(blank(paths, asked) for _, paths in places)
        sys.stdout.write(f"Blanked in {count} files.\n")
        return 0
    if not given.folders:
        places.append((Path(), tracked(Path())))
    return _tell(places, asked)


def _tell(places: list[tuple[Path, list[Path]]], asked: str) -> int:
    hits = [
        f"{folder / name}: {what}"
        for folder, paths in places
        for name, what in found_in(folder, paths, runs(asked))
    ]
    read = sum(len(paths) for _, paths in places)
    sys.stdout.write("".join(f"{hit}\n" for hit in hits))
    sys.stdout.write(f"{read} files read, {len(hits)} to mend.\n")
    return 1 if hits else 0


if __name__ == "__main__":
    sys.exit(main())
