"""The page for the browser: complete in itself, safe, readable without seeing charts."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from flashcards.review.model import Settings
from flashcards.review.stats.compute import compute
from flashcards.review.stats.html import page
from flashcards.review.stats.html.figures import figures
from flashcards.review.stats.model import Stats
from tests.review.stats.learner import SETTINGS, live
from tests.review.stats.making import TODAY

NASTY = "<script>alert('x')</script> & \"quoted\""


@cache
def stats() -> Stats:
    life = live(cards=60, days=120)
    return compute(
        subjects=[replace(each, front=NASTY, title=NASTY) for each in life.subjects],
        states=life.states, events=life.events, settings=SETTINGS, today=life.today, deck="Root",
    )  # fmt: skip


@cache
def html() -> str:
    return page(stats())


def empty() -> str:
    return page(compute(subjects=(), states={}, events=(), settings=Settings(), today=TODAY))


class Tags(HTMLParser):
    """All tags with their attributes, and whether they are closed as they were opened."""

    VOID = frozenset({"meta", "br", "hr", "img", "link"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("text", [html, empty], ids=["full", "empty"])
def test_it_needs_nothing_from_anywhere(text: object) -> None:
    found = Tags(text()).found  # type: ignore[operator]
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in found}
    assert not [a for _, attributes in found for a in attributes if a in {"src", "href"}]
    assert not re.search(r"url\(|@import|https?://", text())  # type: ignore[operator]


def test_it_forbids_itself_scripts_and_network() -> None:
    (policy,) = (
        attributes["content"]
        for tag, attributes in Tags(html()).found
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_every_tag_is_closed() -> None:
    assert Tags(html()).open == []


def test_what_cards_say_is_text() -> None:
    assert "<script" not in html()
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &#34;quoted&#34;" in html()


def test_every_drawing_has_a_title_a_description_and_its_numbers_in_a_table() -> None:
    drawings = re.findall(r"<svg.*?</svg>", html(), re.DOTALL)
    assert len(drawings) == sum(len(figure.charts) for figure in figures(stats()))
    for drawing in drawings:
        svg = ET.fromstring(drawing)
        names = svg.attrib["aria-labelledby"].split()
        texts = {each.attrib["id"]: each.text for each in svg if "id" in each.attrib}
        assert svg.attrib["role"] == "img"
        assert all(texts[name] for name in names)
    assert html().count("<details>") == len(figures(stats()))


def test_no_name_is_given_twice() -> None:
    names = [attributes["id"] for _, attributes in Tags(html()).found if "id" in attributes]
    assert len(names) == len(set(names))


def test_nothing_is_drawn_outside_its_drawing() -> None:
    for figure in figures(stats()):
        for chart in figure.charts:
            for box in chart.boxes:
                assert 0 <= box.x <= box.x + box.width <= chart.width + 0.1
                assert 0 <= box.y <= box.y + box.height <= chart.height + 0.1
            for rule in chart.rules:
                assert 0 <= min(rule.x1, rule.x2) <= max(rule.x1, rule.x2) <= chart.width
            for dot in chart.dots:
                assert 0 <= dot.x <= chart.width


def test_bars_are_as_high_as_their_numbers() -> None:
    forecast = figures(stats())[0]
    heights = [box.height for box in forecast.charts[0].boxes]
    counts = [int(row[1]) for row in forecast.grid.rows]
    highest = max(counts)
    assert highest > 0
    scale = max(heights) / highest
    for height, count in zip(heights, counts, strict=True):
        assert height == pytest.approx(count * scale, abs=1.6)


def test_every_style_that_a_chart_names_is_in_the_style_sheet() -> None:
    style = html().split("<style>")[1].split("</style>")[0]
    for figure in figures(stats()):
        for chart in figure.charts:
            used = {f"rect.{box.style}" for box in chart.boxes}
            used |= {f"circle.{dot.style}" for dot in chart.dots}
            assert [
                name for name in used if f"{name} " not in style and f"{name}," not in style
            ] == []


def test_day_and_night_name_the_same_colours() -> None:
    day, night = html().split("@media (prefers-color-scheme: dark)")[:2]
    colours = re.compile(r"(--[\w]+):")
    assert set(colours.findall(day)) == set(colours.findall(night.split("* {")[0]))


def test_text_can_be_read_by_day_and_by_night() -> None:
    style = html().split("<style>")[1].split("</style>")[0]
    for part in style.split("@media (prefers-color-scheme: dark)")[:2]:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part.split("* {")[0]))
        for ground in ("page", "panel"):
            for ink in ("text", "faint"):
                assert contrast(colours[ink], colours[ground]) >= 4.5
        assert contrast(colours["again"], colours["panel"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.1's contrast ratio."""

    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_an_empty_collection_has_a_page_too() -> None:
    assert "No card has been forgotten." in empty()
