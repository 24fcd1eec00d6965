"""What documents state, held against what is so."""

from flashcards.claims.structure import check_structure

__all__ = ["check_structure"]
