"""Bytes to text: decoded, repaired, and repaired files written back."""

from flashcards.reading.decode import Decoded, decode
from flashcards.reading.files import fix_file, read_decoded

__all__ = ["Decoded", "decode", "fix_file", "read_decoded"]
