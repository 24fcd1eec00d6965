"""The learner's database: an append-only log of events, and what follows from it."""

from generator.review.location import database_path
from generator.review.store.build import Synced, sync, synced_with
from generator.review.store.errors import DamagedError, LockedError, StoreError
from generator.review.store.log import Change
from generator.review.store.model import (
    Done,
    Due,
    Merged,
    Queues,
    Recorded,
    StoredCard,
    SyncCounts,
    Waiting,
)
from generator.review.store.store import Store

__all__ = [
    "Change",
    "DamagedError",
    "Done",
    "Due",
    "LockedError",
    "Merged",
    "Queues",
    "Recorded",
    "Store",
    "StoreError",
    "StoredCard",
    "SyncCounts",
    "Synced",
    "Waiting",
    "database_path",
    "sync",
    "synced_with",
]
