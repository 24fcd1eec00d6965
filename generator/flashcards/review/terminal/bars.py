"""Scroll bars that are lines, not beams."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

_BACK = Color.parse("#000000")
_BAR = Color.parse("#888888")


class ThinBar(ScrollBarRender):
    """Set as `ScrollBar.renderer`, by which Textual lets a program draw its own."""

    @classmethod
    def render_bar(  # noqa: PLR0917 - Textual's signature
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,  # noqa: FBT001, FBT002
        back_color: Color = _BACK,
        bar_color: Color = _BAR,
    ) -> Segments:
        """The bar: where it lies, it can be grabbed; above and below, it moves by a page."""
        length = min(size, max(1, round(size * window_size / max(virtual_size, 1))))
        room = max(virtual_size - window_size, 1)
        start = round((size - length) * min(max(position / room, 0.0), 1.0))
        back = Style(bgcolor=back_color)
        bar = Style(color=bar_color, bgcolor=back_color, meta={"@mouse.down": "grab"})
        before, after = (
            back + Style(meta={"@mouse.down": f"scroll_{way}"}) for way in ("up", "down")
        )
        sign = ("┃" if vertical else "━").ljust(thickness if vertical else 1)
        blank = " " * len(sign)
        cells = [
            Segment(blank, before)
            if at < start
            else Segment(sign, bar)
            if at < start + length
            else Segment(blank, after)
            for at in range(size)
        ]
        return Segments(cells, new_lines=vertical)
