"""The name of a PC as a clerk reads it."""

from __future__ import annotations


def device_words(name: str) -> str:
    """Return the name of a PC with its account as a clerk reads it: `VP-02 (lien)`."""
    host, _stroke, account = name.partition("\\")
    return f"{host} ({account})" if account else host
