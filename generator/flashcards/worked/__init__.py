"""Calculations that a document works out, and the problems that they become.

A relation is taken only if its inputs have names, the numbers stand in the form that the names
have, and the document's own result comes out. Nothing is made of the rest.
"""

from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.document import Worked, calculations, worked
from flashcards.worked.making import block_of
from flashcards.worked.printed import all_recompute

__all__ = [
    "Calculation",
    "Input",
    "Worked",
    "all_recompute",
    "block_of",
    "calculations",
    "worked",
]
