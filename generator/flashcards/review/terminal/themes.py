"""The two sets of colours as Textual has them."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme

from flashcards.review.terminal import colours
from flashcards.review.terminal.colours import Colours

_ROLES = frozenset((
    "primary", "secondary", "accent", "foreground", "background", "surface", "panel", "success",
    "warning", "error",
))  # fmt: skip
"""Colours that Textual has by name and derives others from."""


def _theme(name: str, given: Colours, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=given["primary"],
        secondary=given["secondary"],
        accent=given["accent"],
        foreground=given["foreground"],
        background=given["background"],
        surface=given["surface"],
        panel=given["panel"],
        success=given["success"],
        warning=given["warning"],
        error=given["error"],
        variables={name: colour for name, colour in given.items() if name not in _ROLES},
    )


DARK = _theme("flashcards-dark", colours.DARK, dark=True)
LIGHT = _theme("flashcards-light", colours.LIGHT, dark=False)


def begin_with(app: App[Any], theme: Theme) -> str:
    """Let a program that is not yet running begin with a theme; its name.

    Set as usual, the theme would have the style sheet parsed twice, once for Textual's own.
    """
    app.register_theme(DARK)
    app.register_theme(LIGHT)
    app.set_reactive(App.theme, theme.name)
    app.stylesheet.set_variables(app.get_css_variables())
    return theme.name
