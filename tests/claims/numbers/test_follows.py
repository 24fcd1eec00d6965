from __future__ import annotations

from collections.abc import Iterator

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.equations import Line
from flashcards.claims.numbers.follows import followers
from flashcards.claims.numbers.margins import margins
from flashcards.claims.numbers.multiples import multiples
from flashcards.claims.numbers.sums import sums


def claim(line: int, stated: str, expected: str) -> Claim:
    return Claim(line=line, rule="oracle", stated=stated, verdict=Verdict.WRONG, expected=expected)


def followed(text: str, *refuted: Claim) -> list[tuple[int, str, str, int]]:
    """What sums, multiples and margins confirm only because of numbers that are refuted."""

    def rules(lines: list[Line]) -> list[Claim]:
        def asked() -> Iterator[Claim]:
            for rule in (sums, multiples, margins):
                yield from rule(None, None, lines)  # type: ignore[arg-type]

        return list(asked())

    lines = list(enumerate(text.split("\n"), start=1))
    found = followers(lines, [*rules(lines), *refuted], rules)
    return [(one.line, one.stated, one.expected, one.follows) for one in found]


LIST = "- Weights: 4.0 GB\n- Cache: ~4.0 GB\n- Total: 8.0 GB"


def test_a_right_sum_of_a_wrong_part_follows_from_it() -> None:
    wrong = claim(2, "~4.0 GB", "2 GiB (2.147 GB)")
    assert followed(LIST, wrong) == [(3, "8.0 GB", "6 GB", 2)]


def test_a_chain_is_followed_to_its_root() -> None:
    text = f"Available RAM: 16 GB\n{LIST}\nMargin: 8.0 GB (50%)"
    wrong = claim(3, "~4.0 GB", "2 GB")
    assert followed(text, wrong) == [
        (4, "8.0 GB", "6 GB", 3),
        (5, "8.0 GB", "10 GB", 3),
        (5, "50%", "62.5%", 3),
    ]


def test_two_wrong_numbers_whose_ratio_is_right_make_nothing_follow() -> None:
    text = "4 users:\n- Each cache: 2 GB\n- Total: 8 GB"
    assert followed(text, claim(2, "2 GB", "1 GB")) == [(3, "8 GB", "4 GB", 2)]
    assert not followed(text, claim(2, "2 GB", "1 GB"), claim(3, "8 GB", "4 GB"))


def test_without_a_wrong_number_nothing_follows() -> None:
    assert not followed(LIST)


def test_a_wrong_number_that_cannot_be_put_right_is_let_be() -> None:
    assert not followed(LIST, claim(2, "~4.0 GB", "1 GB to 2 GB"))
    assert not followed(LIST, claim(2, "~4.0 GB", "impossible"))
    assert not followed(LIST, claim(2, "~4.0 GB", "3 s"))
    assert not followed(LIST, claim(9, "~4.0 GB", "2 GB"))
