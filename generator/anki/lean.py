"""genanki without the two thirds of its import time that it does not need.

genanki takes its `cached_property` from a package that imports asyncio (60 ms) to serve
coroutines; genanki has none, and `functools.cached_property` does all it asks for.
"""

from __future__ import annotations

import functools
import sys
import types

_NAME = "cached_property"

if _NAME in sys.modules or "genanki" in sys.modules:
    import genanki
else:
    _lent = types.ModuleType(_NAME)
    _lent.cached_property = functools.cached_property  # type: ignore[attr-defined]
    sys.modules[_NAME] = _lent
    try:
        import genanki
    finally:
        del sys.modules[_NAME]

__all__ = ["genanki"]
