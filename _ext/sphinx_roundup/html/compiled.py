"""Keep templates as Jinja compiled them: to compile them takes half of a small build."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from ..state import code_digest, load, save


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates of a build, in one file of the cache.

    The file stands under the digest of the code that compiles. Each template stands there
    under its name, its text, and how it is compiled.
    """

    def __init__(self, path: Path) -> None:
        """Begin with nothing read; ``path`` is where the file is, or will be."""
        self._path = path
        self._kept: dict[str, str] | None = None
        self._has_new = False

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Find where a template is kept, or will be."""
        how = (environment.autoescape, environment.trim_blocks, *sorted(environment.extensions))
        return super().get_bucket(environment, f"{name} {how}", filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template as it was compiled before, if it was."""
        if self._kept is None:
            self._kept = load(self._path, code_digest()) or {}
        kept = self._kept.get(_name(bucket))
        if kept is not None:
            bucket.bytecode_from_string(b64decode(kept))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that has just been compiled."""
        assert self._kept is not None
        self._kept[_name(bucket)] = b64encode(bucket.bytecode_to_string()).decode()
        self._has_new = True

    def save(self) -> None:
        """Keep what was compiled for later builds."""
        if self._has_new and self._kept is not None:
            save(self._path, code_digest(), self._kept)


def _name(bucket: Bucket) -> str:
    return f"{bucket.key} {bucket.checksum}"
