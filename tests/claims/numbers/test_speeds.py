from __future__ import annotations

import pytest

from flashcards.claims.numbers.speeds import speed_claims
from tests.claims.numbers.asked import right, wrong

DISKS = """
HDD (100MB/s) → SATA SSD (500MB/s) → NVMe SSD (3-7GB/s)

40GB model:
- HDD:  {} seconds
- SATA: {} seconds
- NVMe: {} seconds
"""


@pytest.mark.parametrize("nvme", ["13", "6", "~10"])
def test_a_time_at_the_speed_of_the_device_is_right(nvme: str) -> None:
    text = DISKS.format("400", "80", nvme)
    assert right(speed_claims, text) == ["400 seconds", "80 seconds", f"{nvme} seconds"]


def test_a_time_that_the_device_cannot_keep_is_wrong() -> None:
    assert wrong(speed_claims, DISKS.format("40", "80", "13")) == [("40 seconds", "400 s or more")]


def test_a_time_longer_than_the_device_needs_is_passed_over() -> None:
    assert not wrong(speed_claims, DISKS.format("900", "120", "30"))


MEMORY = "- DDR4: ~25 GB/s\n"
TABLE = """
LLaMA-70B Q4_K_M (40GB):

Method        | First | Second
--------------|-------|-------
mmap + NVMe   | 0.01s | 0.01s
read() + NVMe | 13s   | {}
"""


def test_no_copy_is_faster_than_the_memory() -> None:
    text = MEMORY + DISKS + TABLE.format("0.1s (cache)")
    assert ("0.1s", "1.6 s or more") in wrong(speed_claims, text)


@pytest.mark.parametrize("time", ["1.6s", "2s (cache)"])
def test_a_copy_at_the_speed_of_memory_is_not_wrong(time: str) -> None:
    assert not wrong(speed_claims, MEMORY + DISKS.format(400, 80, 13) + TABLE.format(time))


def test_without_a_speed_of_memory_a_cached_read_may_take_any_time() -> None:
    assert not wrong(speed_claims, DISKS.format(400, 80, 13) + TABLE.format("0.1s"))


SPEED = "- CPU: 20-25 tok/s\n- Completion latency: {}"


@pytest.mark.parametrize(
    "time",
    ["80-250ms for 2-5 tokens", "100 ms for 2 tokens", "~8s for 200 tokens", "10 s for 200 tokens"],
)
def test_a_time_for_tokens_at_their_speed_is_right(time: str) -> None:
    assert len(right(speed_claims, SPEED.format(time))) == 1


def test_tokens_do_not_come_faster_than_their_speed() -> None:
    found = wrong(speed_claims, SPEED.format("~50-100ms for 2-5 tokens"))
    assert found == [("~50-100ms", "80 ms to 250 ms")]


@pytest.mark.parametrize(
    "text",
    [
        SPEED.format("15 s for 200 tokens"),
        SPEED.format("a first token within 50 ms, 200 tokens in all"),
        "- CPU: 20 tok/s\n- GPU: 100 tok/s\n\n**Prompt**:\n- 50 ms for 2 tokens",
        "- 50 ms for 2 tokens",
        "- CPU: 20 tok/s\n" + "- then\n" * 6 + "- 50 ms for 2 tokens",
    ],
    ids=["longer", "another thing", "another label", "no speed", "far off"],
)
def test_a_time_whose_speed_is_not_clear_is_never_refuted(text: str) -> None:
    assert not wrong(speed_claims, text)


def test_a_time_behind_a_speed_is_of_the_tokens_asked_for() -> None:
    text = "Target: 200 tokens\n- 3B: 30-40 tok/s → 5-7s (still >2s)\n- Q3: 20-25 tok/s → 8-10s"
    assert right(speed_claims, text) == ["5-7s", "8-10s"]
