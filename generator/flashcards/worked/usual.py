"""Numbers that are chosen from a row of usual ones: sampling rates, disks, supplies, buses."""

from __future__ import annotations

from fractions import Fraction

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
NEIGHBOURS = 2
"""Usual numbers on either side of a document's own that may take its place."""
# Units of what comes at usual rates: samples, symbols, points of pictures, or none at all.
_RATED = re.compile(r"|k?Hz|k?S/s|samples(?:/s)?|baud|k?bit/s|k?bps|px|pixels?|Pixel")
BESIDE = 3
"""The same of numbers that any unit may have."""


def usual(value: Fraction, unit: str) -> list[Fraction]:
    """The usual numbers near one of them, itself among them; none where it is no such number.

    >>> [str(one) for one in usual(Fraction(500), "kbit/s")]
    ['125', '250', '500', '1000']
    """
    if "bit" in unit and value.denominator == 1 and int(value).bit_count() == 1:
        return []  # powers of two stay such
    million = 10**6 if not unit and value >= 10**6 else 1
    for names, row in _OF_UNIT:
        if (unit if million == 1 else "MHz") in names and value / million in row:
            at = row.index(value / million)
            return [each * million for each in row[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]]
    if not _RATED.fullmatch(unit):
        return []
    size = 1000 if unit.startswith("k") else 1
    for row in _SERIES:
        if value * size in row:
            at = row.index(value * size)
            return [each / size for each in row[max(0, at - BESIDE) : at + BESIDE + 1]]
    return []
