"""How hard random tests try: little in each run, much where somebody asks for it.

`HYPOTHESIS_PROFILE=thorough` is the one switch, for these as for hypothesis.
"""

from __future__ import annotations

import os


def times(normally: int, thoroughly: int) -> int:
    """How often to try something that is left to chance."""
    return thoroughly if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else normally
