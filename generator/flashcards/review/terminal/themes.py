"""Two sets of colours, for dark and for light terminals."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="flashcards-dark",
    dark=True,
    primary="#8fb4d9",
    secondary="#8fb4d9",
    accent="#e0b667",
    foreground="#d9dbe0",
    background="#17191e",
    surface="#1e2127",
    panel="#262a31",
    success="#8fc49a",
    warning="#e0b667",
    error="#e08a86",
    variables={
        "faint": "#868c99",
        "line": "#343942",
        "veil": "#4a515d",
        "code": "#d3bd94",
        "math": "#b9a7dc",
        "blank": "#e0b667",
        "marked": "#373426",
        "keyword": "#b9a7dc",
        "name": "#8fb4d9",
        "string": "#9cc79f",
        "number": "#d9a27e",
        "again": "#e08a86",
        "hard": "#e0b667",
        "good": "#8fc49a",
        "easy": "#8fb4d9",
        "input-cursor-background": "#d9dbe0",
        "input-cursor-foreground": "#17191e",
        "scrollbar": "#343942",
        "scrollbar-hover": "#4a515d",
        "scrollbar-active": "#4a515d",
        "scrollbar-background": "#17191e",
        "scrollbar-background-hover": "#17191e",
        "scrollbar-background-active": "#17191e",
        "scrollbar-corner-color": "#17191e",
    },
)

LIGHT = Theme(
    name="flashcards-light",
    dark=False,
    primary="#2c6496",
    secondary="#2c6496",
    accent="#8d5a00",
    foreground="#26282d",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#eae7e0",
    success="#2c7040",
    warning="#8d5a00",
    error="#ab3531",
    variables={
        "faint": "#6d6f73",
        "line": "#d9d5cb",
        "veil": "#b7b1a2",
        "code": "#7b5012",
        "math": "#5f4795",
        "blank": "#b05c00",
        "marked": "#f5e7b8",
        "keyword": "#5f4795",
        "name": "#2c6496",
        "string": "#2c7040",
        "number": "#9c4a1a",
        "again": "#ab3531",
        "hard": "#8d5a00",
        "good": "#2c7040",
        "easy": "#2c6496",
        "input-cursor-background": "#26282d",
        "input-cursor-foreground": "#fbfaf7",
        "scrollbar": "#cfcabd",
        "scrollbar-hover": "#b7b1a2",
        "scrollbar-active": "#b7b1a2",
        "scrollbar-background": "#fbfaf7",
        "scrollbar-background-hover": "#fbfaf7",
        "scrollbar-background-active": "#fbfaf7",
        "scrollbar-corner-color": "#fbfaf7",
    },
)


def begin_with(app: App[Any], theme: Theme) -> str:
    """Let a program that is not yet running begin with a theme; its name.

    Set as usual, the theme would have the style sheet parsed twice, once for Textual's own.
    """
    app.register_theme(DARK)
    app.register_theme(LIGHT)
    app.set_reactive(App.theme, theme.name)
    app.stylesheet.set_variables(app.get_css_variables())
    return theme.name
