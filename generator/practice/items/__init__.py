"""From cards and families of problems to items: one module a form of item."""

from generator.practice.items.plan import Plan
from generator.practice.items.shelf import Shelf, shelf
from generator.practice.items.stock import stock

__all__ = ["Plan", "Shelf", "shelf", "stock"]
