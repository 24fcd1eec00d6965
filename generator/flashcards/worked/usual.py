"""Numbers that are chosen from a row of usual ones: sampling rates, disks, supplies, buses."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor, log10

from flashcards import patterns as re

_SERIES = tuple(
    tuple(map(Fraction, one))
    for one in (
        (8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 192000),  # of sound
        (9600, 14400, 19200, 38400, 57600, 115200, 230400),  # of serial lines
        (1280, 1920, 2560, 3840), (720, 1080, 1440, 2160),  # of pictures
    )
)  # fmt: skip
"""Numbers that are chosen from a row of usual ones."""
_OF_UNIT = tuple(
    (frozenset(units.split(",")), tuple(Fraction(one) for one in usual.split()))
    for units, usual in (
        ("rpm", "3600 4200 5400 5900 7200 10000 15000"),  # of disks
        ("fps,frames/s,Hz", "24 25 30 48 50 60 72 90 100 120 144"),  # of pictures
        ("MHz", "8 12 16 24 48 64 72 80 84 96 100 120 133 168 180 200 240"),  # of controllers
        ("kbit/s,kbps", "125 250 500 1000"),  # of a bus
        ("kbit/s,kbps", "48 64 96 128 160 192 256 320"),  # of sound
        ("Mbit/s,Mbps", "1 2 4 5 8 10 16 20 25 50 100 200 250 500 1000"),  # of lines
        ("Gbit/s,Gbps", "1 2 2.5 5 10 25 40 50 100 200 400 800"),
        ("-bit,bit,bits", "6 8 10 12 14 16"),  # of converters and samples
        ("V", "1.8 2.5 3.3 5 9 12 24 48"),  # of supplies
        ("V", "100 110 115 120 127"),  # of mains
        ("V", "220 230 240"),
        ("V", "380 400 415"),
        ("%", "90 95 98 99 99.5 99.8 99.9 99.95 99.98 99.99"),  # of nines
        ("drops/ml,drops/mL,Tropfen/ml", "10 15 20 60"),  # of infusion sets
    )
)
"""The same of one unit: its names, and what is usual."""
_OF_NAME = tuple(
    (re.compile(name, re.IGNORECASE), tuple(Fraction(one) for one in usual.split()))
    for name, usual in (
        (r"prescaler|vorteiler", "1 8 64 256 1024"),
        # Of the block formats of ggml: bits a weight, bytes and weights of a block.
        (r"bits?$|bits (?:per|a) ", "2.5625 2.625 3.4375 4.25 4.5 5 5.5 6 6.5625 8.5 9"),
        (r"size of a block", "18 20 22 24 34 36"),
        (r"^number of (?:values|weights)$|^weights$", "32"),  # goes with the size of its block
        (r"^number of (?:values|weights)$|^weights$", "256"),
        (r"size of a block", "66 84 110 144 176 210 292"),
    )
)
"""The same of what a name says."""
_PARTS = re.compile(r"[kM]?(?:Ω|Ohm)|[mµμunp]?[FH]")
_PREFERRED = tuple(Fraction(one) for one in (10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82))
"""The first digits of resistors, capacitors and coils as they are sold, twelve to a decade."""
NEIGHBOURS = 3
"""Usual numbers on either side of a document's own that may take its place."""
# Units of what comes at usual rates: samples, symbols, points of pictures, or none at all.
_RATED = re.compile(r"|k?Hz|k?S/s|samples(?:/s)?|baud|k?bit/s|k?bps|px|pixels?|Pixel")
BESIDE = 3
"""The same of numbers that any unit may have."""


def usual(value: Fraction, unit: str, name: str = "") -> list[Fraction]:
    """The usual numbers near one of them, itself among them; none where it is no such number.

    >>> [str(one) for one in usual(Fraction(500), "kbit/s")]
    ['125', '250', '500', '1000']
    >>> [str(one) for one in usual(Fraction(47), "µF")]
    ['27', '33', '39', '47', '56', '68', '82']
    """
    for called, row in _OF_NAME:
        if value in row and called.search(name):
            return _beside(row, value, NEIGHBOURS)
    if _PARTS.fullmatch(unit) and (sold := _preferred(value)):
        return _beside(sold, value, BESIDE)
    if "bit" in unit and value.denominator == 1 and int(value).bit_count() == 1:
        return []  # powers of two stay such
    million = 10**6 if not unit and value >= 10**6 else 1
    for names, row in _OF_UNIT:
        if (unit if million == 1 else "MHz") in names and value / million in row:
            return [each * million for each in _beside(row, value / million, NEIGHBOURS)]
    if not _RATED.fullmatch(unit):
        return []
    size = 1000 if unit.startswith("k") else 1
    for row in _SERIES:
        if value * size in row:
            return [each / size for each in _beside(row, value * size, BESIDE)]
    return []


def _beside(row: Sequence[Fraction], value: Fraction, most: int) -> list[Fraction]:
    """A number of a row with so many of its neighbours on either side."""
    at = row.index(value)
    return list(row[max(0, at - most) : at + most + 1])


def _preferred(value: Fraction) -> list[Fraction]:
    """The preferred numbers of its decade and those beside it; none where it is not one."""
    scale = Fraction(10) ** (floor(log10(float(value))) - 1)
    row = [one * ten * scale for ten in (Fraction(1, 10), 1, 10) for one in _PREFERRED]
    return row if value in row else []
