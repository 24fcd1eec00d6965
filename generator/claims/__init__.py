"""What documents state, held against what is so."""

from generator.claims.structure import check_structure

__all__ = ["check_structure"]
