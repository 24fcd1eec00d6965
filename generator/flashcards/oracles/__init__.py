"""Oracles: independent ways to the answers of computed problems, and the record of their word.

Import from the modules: `verification`, `evidence`, `live`, `llama`. This file stays empty, for
the worker that runs llama.cpp imports it at every start.
"""
