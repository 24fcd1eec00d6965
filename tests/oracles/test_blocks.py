"""Problems whose author asks for llama.cpp by a name."""

from __future__ import annotations

import pytest

from flashcards.documents import read_text
from flashcards.facts.computed import Found, written_problems
from flashcards.oracles.live.blocks import block_route
from flashcards.oracles.verification import verify_found
from flashcards.problems import ProblemError

WINDOWS = """# Caches

```problem
title = "Cache with windows"
unit = "MiB"
live = "kv-windows"
statement = "{{ layers }} layers, {{ full }} of them full, {{ heads }} × {{ dim }}, {{ window }}, {{ context }}?"
answer = "2 * heads * dim * bytes * (full * context + (layers - full) * WINDOW) / 2 ** 20"

[parameters]
layers = [34]
full = [5]
heads = [2, 4, 8]
dim = [128, 256]
window = [512, 1024]
context = [8192, 16384, 32768]
bytes = [2]
```
"""
LATENT = """# Caches

```problem
title = "Latent cache"
unit = "MiB"
live = "kv-latent"
statement = "{{ m.layers }} layers of {{ m.rank }} + {{ m.rope }}, {{ context }} tokens, {{ sequences }}?"
answer = "m.layers * (m.rank + ROPE) * 2 * context * sequences / 2 ** 20"

[[tables.models]]
layers = 27
rank = 512
rope = 64
[[tables.models]]
layers = 60
rank = 384
rope = 32

[parameters]
m = {table = "models"}
context = [2048, 4096, 8192, 16384]
sequences = [1, 2, 3]
```
"""


def block(text: str) -> Found:
    (one,) = written_problems(read_text(text, path="a.md").document)
    assert isinstance(one, Found), one
    return one


@pytest.mark.live
@pytest.mark.parametrize(
    "text", [WINDOWS.replace("WINDOW)", "window)"), LATENT.replace("ROPE", "m.rope")]
)
def test_llama_cpp_lays_out_what_a_block_asks_for(text: str) -> None:
    one = block(text)
    (outcome,) = verify_found([(one.family, block_route(one.text))], range(20), live=True)
    assert not outcome.failures
    live = next(tally for tally in outcome.oracles if tally.live)
    assert live.checked >= 10
    assert live.max_rel_error == 0


@pytest.mark.live
@pytest.mark.parametrize(
    "text", [WINDOWS.replace("WINDOW)", "(window + 64))"), LATENT.replace("ROPE", "2 * m.rope")]
)
def test_a_disagreement_is_a_failure(text: str) -> None:
    one = block(text)
    (outcome,) = verify_found([(one.family, block_route(one.text))], range(5), live=True)
    assert outcome.failures


def test_a_block_that_names_nothing_has_no_route_and_a_wrong_name_is_told() -> None:
    plain = WINDOWS.replace("WINDOW)", "window)").replace('live = "kv-windows"\n', "")
    assert block_route(block(plain).text) is None
    wrong = plain.replace("[parameters]", 'live = "kv"\n\n[parameters]')
    (error,) = written_problems(read_text(wrong, path="a.md").document)
    assert isinstance(error, ProblemError)
    assert error.line == 9
