"""The memory of which card is which, across edits: load, save, reconcile."""

from flashcards.ledger.decisions import Choice
from flashcards.ledger.entry import Entry, Ledger
from flashcards.ledger.reconcile import Reconciliation, reconcile
from flashcards.ledger.store import load, save

__all__ = ["Choice", "Entry", "Ledger", "Reconciliation", "load", "reconcile", "save"]
