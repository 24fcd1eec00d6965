"""The memory of which card is which, across edits: load, save, reconcile."""

from generator.ledger.entry import Entry, Ledger
from generator.ledger.reconcile import Reconciliation, reconcile
from generator.ledger.store import load, save

__all__ = ["Entry", "Ledger", "Reconciliation", "load", "reconcile", "save"]
