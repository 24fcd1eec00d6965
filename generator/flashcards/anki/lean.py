"""genanki without the three quarters of its import time that it does not need.

genanki takes its `cached_property` from a package that imports asyncio (60 ms) to serve
coroutines; genanki has none, and `functools.cached_property` does all it asks for. It imports
yaml (10 ms) for models written as YAML text; ours are lists.
"""

from __future__ import annotations

import functools
import sys
import types

_LENT = ("cached_property", "yaml")

if "genanki" in sys.modules:
    import genanki
else:
    _absent = [name for name in _LENT if name not in sys.modules]
    for _name in _absent:
        sys.modules[_name] = types.ModuleType(_name)
    if "cached_property" in _absent:
        sys.modules["cached_property"].cached_property = functools.cached_property  # type: ignore[attr-defined]
    try:
        import genanki
    finally:
        for _name in _absent:
            del sys.modules[_name]

__all__ = ["genanki"]
