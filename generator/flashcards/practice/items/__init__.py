"""From cards and families of problems to items: one module a form of item."""

from flashcards.practice.items.plan import Plan
from flashcards.practice.items.shelf import Shelf, shelf
from flashcards.practice.items.stock import stock

__all__ = ["Plan", "Shelf", "shelf", "stock"]
