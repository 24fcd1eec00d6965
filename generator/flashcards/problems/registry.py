"""All families, by name, in the order in which they are learnt."""

from __future__ import annotations

from flashcards.problems.families.gguf.gguf_header import GGUF_HEADER
from flashcards.problems.families.memory.best_quantization import BEST_QUANTIZATION
from flashcards.problems.families.memory.bits_per_weight import BITS_PER_WEIGHT
from flashcards.problems.families.memory.concurrent_sequences import CONCURRENT_SEQUENCES
from flashcards.problems.families.memory.context_that_fits import CONTEXT_THAT_FITS
from flashcards.problems.families.memory.kv_cache import KV_CACHE
from flashcards.problems.families.memory.kv_cache_per_token import KV_CACHE_PER_TOKEN
from flashcards.problems.families.memory.layers_to_offload import LAYERS_TO_OFFLOAD
from flashcards.problems.families.memory.models_that_fit import MODELS_THAT_FIT
from flashcards.problems.families.memory.total_memory import TOTAL_MEMORY
from flashcards.problems.families.memory.weight_memory import WEIGHT_MEMORY
from flashcards.problems.families.sampling.penalties import PENALTIES
from flashcards.problems.families.sampling.perplexity import PERPLEXITY
from flashcards.problems.families.sampling.softmax_temperature import SOFTMAX_TEMPERATURE
from flashcards.problems.families.sampling.truncation_sampling import TRUNCATION_SAMPLING
from flashcards.problems.families.service.batch_static import STATIC
from flashcards.problems.families.service.queue_slots import SLOT_ASKS
from flashcards.problems.families.service.queue_waits import WAIT_ASKS
from flashcards.problems.families.speed.decode_speed import DECODE_SPEED
from flashcards.problems.families.speed.load_time import LOAD_TIME
from flashcards.problems.families.speed.speedup_limit import SPEEDUP_LIMIT
from flashcards.problems.family import Family, ProblemError
from flashcards.problems.packs import family as written

TEMPERATURE_FOR_ODDS = written("temperature-for-odds", title="Temperature and odds", questions=(9,))
KV_CACHE_SAVINGS = written("kv-cache-savings", title="Work saved by the KV cache", questions=(4, 7))
QUEUEING = written(
    "queueing",
    title="Queues and concurrency",
    questions=(11, 15),
    order=("in-flight", "in-flight-of-users", "slots", *WAIT_ASKS, *SLOT_ASKS),
)
BATCH_PIPELINE = written(
    "batch-pipeline",
    title="Batch pipeline: time, machines, cost",
    questions=(15,),
    order=("hours", "machines", "documents", "cost", STATIC),
)
EDGE_UPDATE = written("edge-update", title="Edge devices: updates and energy", questions=(14,))

FAMILIES = {
    family.name: family
    for family in (
        WEIGHT_MEMORY,
        BITS_PER_WEIGHT,
        KV_CACHE,
        KV_CACHE_PER_TOKEN,
        CONTEXT_THAT_FITS,
        TOTAL_MEMORY,
        CONCURRENT_SEQUENCES,
        BEST_QUANTIZATION,
        LAYERS_TO_OFFLOAD,
        SOFTMAX_TEMPERATURE,
        TEMPERATURE_FOR_ODDS,
        TRUNCATION_SAMPLING,
        PENALTIES,
        PERPLEXITY,
        GGUF_HEADER,
        LOAD_TIME,
        DECODE_SPEED,
        SPEEDUP_LIMIT,
        KV_CACHE_SAVINGS,
        QUEUEING,
        BATCH_PIPELINE,
        MODELS_THAT_FIT,
        EDGE_UPDATE,
    )
}


def family(name: str) -> Family:
    """The family of that name.

    Raises:
        ProblemError: there is none.
    """
    if name not in FAMILIES:
        raise ProblemError(
            f"there is no family “{name}”", hint="choose one of: " + ", ".join(FAMILIES)
        )
    return FAMILIES[name]


def chosen(wanted: bool | tuple[str, ...]) -> tuple[Family, ...]:  # noqa: FBT001 - a setting
    """All families, none, or those of these names.

    Raises:
        ProblemError: there is none of a name.
    """
    if isinstance(wanted, bool):
        return tuple(FAMILIES.values()) if wanted else ()
    return tuple(family(name) for name in wanted)
