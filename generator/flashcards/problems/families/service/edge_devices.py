"""Devices at the edge: their power, speed and batteries."""

from __future__ import annotations

from dataclasses import dataclass

from flashcards.problems.chance import Chance
from flashcards.problems.family import Parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What is usual for a device: watts idle and generating, tokens a second, watt-hours."""

    name: str
    idle: tuple[int, ...]
    active: tuple[int, ...]
    speeds: tuple[int, ...]
    batteries: tuple[int, ...]


_PACKS = (20, 24, 30, 37, 40, 50, 54, 60, 72, 74, 80, 90, 99)

DEVICES = (
    Device(
        name="A Raspberry Pi 5",
        idle=(3, 4),
        active=(7, 8, 9, 10),
        speeds=(3, 4, 5, 6, 8, 12),
        batteries=_PACKS,
    ),
    Device(
        name="A Jetson Orin Nano",
        idle=(4, 5, 6),
        active=(10, 12, 15, 20, 25),
        speeds=(12, 15, 18, 20, 24, 30),
        batteries=_PACKS,
    ),
    Device(
        name="A phone",
        idle=(1, 2),
        active=(5, 6, 7),
        speeds=(6, 8, 10, 12, 15, 20),
        batteries=(12, 15, 16, 18, 19, 20),
    ),
    Device(
        name="A laptop",
        idle=(6, 8, 10),
        active=(30, 35, 40, 50, 60),
        speeds=(15, 20, 24, 25, 30, 40),
        batteries=(50, 54, 58, 60, 72, 80, 86, 90, 99),
    ),
)
"""Rounded; every statement gives its own figures."""
ANSWERS = (80, 100, 120, 150, 200, 250, 300)
HOUR = 3600


def draw_device(chance: Chance) -> Parameters:
    """A device with its figures, an answer's tokens, and answers an hour."""
    device = chance.pick(DEVICES)
    return {
        "device": device.name,
        "idle": chance.pick(device.idle),
        "watts": chance.pick(device.active),
        "speed": chance.pick(device.speeds),
        "battery": chance.pick(device.batteries),
        "answer": chance.pick(ANSWERS),
        "rate": chance.pick((5, 6, 10, 12, 15, 20, 24, 30, 36, 40, 45, 60)),
    }
