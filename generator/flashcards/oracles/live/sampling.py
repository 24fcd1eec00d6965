"""Live routes to sampling: the variant's own logits through llama.cpp's sampler chain."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from flashcards.oracles.live.route import Live, Values
from flashcards.oracles.live.session import Session
from flashcards.oracles.llama import Sampled, Sampling, Step
from flashcards.problems import Variant
from flashcards.problems.family import Parameters

FLOAT32 = 2e-5
"""llama.cpp samples in float32: 24 bits, a few operations."""

FOUND = 1e-4
"""What was found by halving on float32 outcomes: a small slope makes their last bits larger."""

HALVINGS = 40
EXACTLY = 1e-12

NEVER = -1e30
"""The logit of tokens that are in a vocabulary and no candidates."""

Question = Callable[[Parameters], Sampling]
Read = Callable[[Parameters, Sampled], float]


def sampled(
    session: Session, questions: Sequence[Sampling], *, logits: bool = False
) -> list[Sampled]:
    """What is left of each, all in one round trip."""
    session.runs += len(questions)
    return session.llama.sampled_many(questions, logits=logits)


def asked(
    question: Question, read: Read, *, logits: bool = False
) -> Callable[[Session, Sequence[Variant]], Values]:
    """A route that puts one question a variant, and reads the answer (its logits, if wanted)."""

    def compute(session: Session, variants: Sequence[Variant]) -> Values:
        found = sampled(session, [question(v.parameters) for v in variants], logits=logits)
        return [read(v.parameters, one) for v, one in zip(variants, found, strict=True)]

    return compute


def halved(
    question: Callable[[Parameters, float], Sampling],
    too_low: Callable[[Parameters, Sampled], bool],
    low: float,
    high: float,
    *,
    result: Callable[[Parameters, float], float] = lambda _, x: x,
    logits: bool = False,
) -> Callable[[Session, Sequence[Variant]], Values]:
    """A route that finds a setting by asking again and again, all variants at once.

    Args:
        question: what to ask at a value of the setting.
        too_low: whether the reply says that the value is too low.
        low: the least value of the setting.
        high: the largest.
        result: the answer that a value of the setting stands for.
        logits: whether the reply is to hold them.
    """

    def compute(session: Session, variants: Sequence[Variant]) -> Values:
        parameters = [v.parameters for v in variants]
        bounds = [(low, high) for _ in variants]
        for _halving in range(HALVINGS):
            middles = [(a + b) / 2 for a, b in bounds]
            some = [question(p, x) for p, x in zip(parameters, middles, strict=True)]
            found = sampled(session, some, logits=logits)
            bounds = [
                (x, b) if too_low(p, one) else (a, x)
                for p, one, x, (a, b) in zip(parameters, found, middles, bounds, strict=True)
            ]
        return [result(p, (a + b) / 2) for p, (a, b) in zip(parameters, bounds, strict=True)]

    return compute


def floats(values: Sequence[object]) -> list[float]:
    """Fractions as llama.cpp takes them."""
    return [float(value) for value in values]  # type: ignore[arg-type]


def of_shares(p: Parameters) -> list[float]:
    """Logits of a distribution: the logarithms of its probabilities."""
    return [math.log(float(share)) for share in p["probabilities"]]


def odds(one: Sampled) -> float:
    """How many times as likely as the second token the first is."""
    by_token = one.by_token()
    return by_token[0] / by_token[1] if by_token.get(1) else math.inf


def two_logits(p: Parameters, temperature: float) -> Sampling:
    """Two candidates at a temperature."""
    return Sampling([float(p["first"]), float(p["second"])], (Step.temperature(temperature),))


def filters(p: Parameters) -> tuple[Step, ...]:
    """Top-k, top-p and min-p in llama.cpp's order."""
    return (
        Step.top_k(p["top_k"]),
        Step.top_p(float(p["top_p"])),
        Step.min_p(float(p["min_p"])),
    )


def penalties(p: Parameters, repeat: float) -> Step:
    """The penalties sampler with a variant's settings."""
    return Step.penalties(
        last_n=p["last_n"],
        repeat=repeat,
        frequency=float(p["frequency"]),
        presence=float(p["presence"]),
    )


def one_penalised(p: Parameters, repeat: float) -> Sampling:
    """A vocabulary in which one token has a logit, after a history."""
    logits = [0.0] * (max(p["token"], *p["history"]) + 1)
    logits[p["token"]] = float(p["logit"])
    return Sampling(logits, (penalties(p, repeat),), tuple(p["history"]))


def logit_of(p: Parameters, one: Sampled) -> float:
    """What became of that token's logit."""
    return dict(zip(one.tokens, one.logits, strict=True))[p["token"]]


def candidates(p: Parameters) -> Sampling:
    """A vocabulary of which only the candidates can be sampled, after a history."""
    logits = [NEVER] * (max(*p["candidates"], *p["history"]) + 1)
    for token, logit in zip(p["candidates"], p["logits"], strict=True):
        logits[token] = float(logit)
    return Sampling(logits, (penalties(p, float(p["repeat"])),), tuple(p["history"]))


def entropy(one: Sampled, log: Callable[[float], float]) -> float:
    """Of the probabilities that llama.cpp gives."""
    return -math.fsum(x * log(x) for x in one.probabilities if x)


def text_perplexity(session: Session, variants: Sequence[Variant]) -> Values:
    """E to the mean surprise, each token's probability out of llama.cpp's own softmax."""
    questions, lengths = [], []
    for variant in variants:
        p = variant.parameters
        logs = of_shares(p) if "probabilities" in p else floats(p["log_probabilities"])
        lengths.append(len(logs))
        # Beside the token stands one for all others together.
        questions += [Sampling([x, math.log(-math.expm1(x))], ()) for x in logs]
    found = iter(sampled(session, questions))
    values = []
    for length in lengths:
        logs = [math.log(next(found).by_token()[0]) for _ in range(length)]
        values.append(math.exp(-math.fsum(logs) / length))
    return values


_CHAIN = "llama.cpp sampler chain"


def _route(
    compute: Callable[[Session, Sequence[Variant]], Values], agreement: float = FLOAT32
) -> Live:
    return Live(name=_CHAIN, compute=compute, agreement=agreement)


ROUTES = {
    ("softmax-temperature", "probability"): _route(
        asked(
            lambda p: Sampling(floats(p["logits"]), (Step.temperature(float(p["temperature"])),)),
            lambda _, one: one.by_token()[0],
        )
    ),
    ("temperature-for-odds", "temperature"): _route(
        halved(two_logits, lambda p, one: odds(one) > p["odds"], 0.05, 20.0), FOUND
    ),
    ("temperature-for-odds", "temperature-for-probability"): _route(
        halved(two_logits, lambda p, one: one.by_token()[0] > p["probability"], 0.05, 20.0), FOUND
    ),
    ("temperature-for-odds", "logit-gap"): _route(
        halved(
            lambda p, gap: Sampling([gap, 0.0], (Step.temperature(float(p["temperature"])),)),
            lambda p, one: odds(one) < p["odds"],
            0.0,
            40.0,
        ),
        FOUND,
    ),
    ("temperature-for-odds", "odds"): _route(
        asked(lambda p: two_logits(p, float(p["temperature"])), lambda _, one: odds(one))
    ),
    ("truncation-sampling", "top-p-count"): _route(
        asked(
            lambda p: Sampling(of_shares(p), (Step.top_p(float(p["top_p"])),)),
            lambda _, one: len(one.tokens),
        ),
        EXACTLY,
    ),
    ("truncation-sampling", "min-p-count"): _route(
        asked(
            lambda p: Sampling(of_shares(p), (Step.min_p(float(p["min_p"])),)),
            lambda _, one: len(one.tokens),
        ),
        EXACTLY,
    ),
    ("truncation-sampling", "filtered-probability"): _route(
        asked(lambda p: Sampling(of_shares(p), filters(p)), lambda _, one: max(one.probabilities))
    ),
    ("truncation-sampling", "chain-probability"): _route(
        asked(
            lambda p: Sampling(
                floats(p["logits"]), (*filters(p), Step.temperature(float(p["temperature"])))
            ),
            lambda _, one: one.by_token()[0],
        )
    ),
    ("truncation-sampling", "min-p-logit"): _route(
        halved(
            lambda p, below: Sampling([below, 0.0], (Step.min_p(float(p["min_p"])),)),
            lambda _, one: len(one.tokens) > 1,
            0.0,
            20.0,
            result=lambda p, below: float(p["largest"]) - below,
        ),
        FOUND,
    ),
    ("truncation-sampling", "largest-min-p"): _route(
        halved(
            lambda p, min_p: Sampling(
                [float(p["largest"]), float(p["other"])], (Step.min_p(min_p),)
            ),
            lambda _, one: len(one.tokens) > 1,
            0.0,
            1.0,
        ),
        FOUND,
    ),
    ("penalties", "logit"): _route(
        asked(lambda p: one_penalised(p, float(p["repeat"])), logit_of, logits=True)
    ),
    ("penalties", "probability"): _route(
        asked(candidates, lambda p, one: one.by_token()[p["candidates"][0]])
    ),
    ("penalties", "repeat-penalty"): _route(
        halved(
            one_penalised,
            lambda p, one: logit_of(p, one) > p["rival"],
            1.0,
            4.0,
            logits=True,
        ),
        FOUND,
    ),
    ("perplexity", "entropy-bits"): _route(
        asked(lambda p: Sampling(of_shares(p), ()), lambda _, one: entropy(one, math.log2))
    ),
    ("perplexity", "entropy-nats"): _route(
        asked(lambda p: Sampling(of_shares(p), ()), lambda _, one: entropy(one, math.log))
    ),
    ("perplexity", "perplexity"): _route(text_perplexity),
    ("perplexity", "perplexity-from-log-probabilities"): _route(text_perplexity),
}
"""Family and ask → the route."""
