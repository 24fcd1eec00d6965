"""Documents as written to documents as understood: decode, tokenise, name the parts."""

from flashcards.reading.decode import Decoded, decode
from flashcards.reading.document import read_text
from flashcards.reading.files import fix_file, read_decoded, read_file

__all__ = ["Decoded", "decode", "fix_file", "read_decoded", "read_file", "read_text"]
