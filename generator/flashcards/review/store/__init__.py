"""The learner's database: an append-only log of events, and what follows from it."""

from flashcards.review.location import database_path
from flashcards.review.store.build import Synced, sync, synced_with
from flashcards.review.store.errors import DamagedError, LockedError, StoreError
from flashcards.review.store.log import Change
from flashcards.review.store.model import (
    CardPrint,
    Done,
    Due,
    Listed,
    Merged,
    Order,
    Queues,
    Recorded,
    StoredCard,
    SyncCounts,
    Tally,
    Unmet,
    Waiting,
)
from flashcards.review.store.store import SYNCED, Store

__all__ = [
    "SYNCED",
    "CardPrint",
    "Change",
    "DamagedError",
    "Done",
    "Due",
    "Listed",
    "LockedError",
    "Merged",
    "Order",
    "Queues",
    "Recorded",
    "Store",
    "StoreError",
    "StoredCard",
    "SyncCounts",
    "Synced",
    "Tally",
    "Unmet",
    "Waiting",
    "database_path",
    "sync",
    "synced_with",
]
