"""Make ``archive.css``: the look of the frame, of entries and of paper, and the colours of settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_FOLDER = Path(__file__).parent / "static"
PARTS = ("frame.css", "archive.css", "print.css")
"""The stylesheets of the package, one after another: a page loads one file."""

Properties = Mapping[str, str]


def stylesheet(light: Properties, dark: Properties) -> str:
    """Join the parts, with the custom properties of light and of dark pages before them.

    Furo would repeat these in each page. The rules are its own, so that a setting of it wins.
    """
    parts = (_FOLDER.joinpath(name).read_text(encoding="utf-8") for name in PARTS)
    return "\n".join((_colours(light, dark), *parts))


def _colours(light: Properties, dark: Properties) -> str:
    lights, darks = _declared(light), _declared(dark)
    return (
        f"body {{ {lights} }}\n"
        "@media not print {\n"
        f'  body[data-theme="dark"] {{ {darks} }}\n'
        f'  @media (prefers-color-scheme: dark) {{ body:not([data-theme="light"]) {{ {darks} }} }}\n'
        "}\n"
    )


def _declared(properties: Properties) -> str:
    return " ".join(f"--{name}: {value};" for name, value in properties.items())
