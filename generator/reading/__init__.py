"""Documents as written to documents as understood: decode, tokenise, name the parts."""

from generator.reading.decode import Decoded, decode
from generator.reading.document import read_text
from generator.reading.files import fix_file, read_file

__all__ = ["Decoded", "decode", "fix_file", "read_file", "read_text"]
