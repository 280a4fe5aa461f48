"""YAML as contributed files may use it: plain values and nothing clever."""

from __future__ import annotations

import re
from typing import Any

import yaml

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)


class _StrictLoader(yaml.SafeLoader):
    """YAML without aliases (they can be made to fill memory) or repeated keys."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(
                problem="a * alias is not allowed here",
                problem_mark=self.peek_event().start_mark,  # type: ignore[no-untyped-call]
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key.value, str):
                raise yaml.MarkedYAMLError(
                    problem="a key must be a word", problem_mark=key.start_mark
                )
            if key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"“{key.value}” is given twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(text: str) -> Any:
    """Read YAML as plain values: no tags that run code, no aliases, no repeated keys.

    :raises yaml.YAMLError: where ``text`` is anything else.
    """
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader, made stricter
    except (ValueError, RecursionError) as error:
        # PyYAML lets these escape for impossible dates and deep nesting.
        raise yaml.YAMLError(str(error)) from error


def yaml_place(error: yaml.YAMLError) -> tuple[int, str]:
    """The line (from 1 within the text; 1 if unknown) and the words of a YAML error."""
    mark = getattr(error, "problem_mark", None)
    return (mark.line + 1 if mark else 1), getattr(error, "problem", None) or str(error)


def front_matter(text: str) -> tuple[str, str]:
    """Part a page into its front matter and its body; "" where it has none."""
    match = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    return (match[1], match[2]) if match else ("", text)
