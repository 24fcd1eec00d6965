"""Cards → Anki packages (`.apkg`) that update in place and never cost a review its history."""

from generator.anki.package import write_package
from generator.anki.retired import write_retired

__all__ = ["write_package", "write_retired"]
