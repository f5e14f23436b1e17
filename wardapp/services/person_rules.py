"""Deadlines of petitions and of personal data, as `resources/rules` declares them."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from wardapp.core.petitions import PetitionRule
from wardapp.core.privacy import PrivacyRules, RefusalReason, RequestKind, RequestRule

PETITIONS = "petitions.toml"
PERSONAL_DATA = "personal_data.toml"


@lru_cache(maxsize=4)
def load_petition_rule(resources: Path) -> PetitionRule:
    """Return by when a petition is looked at, with its clause."""
    told = _read(resources, PETITIONS)
    return PetitionRule(days=told["days"], clause=told["clause"], evidence=told["evidence"])


@lru_cache(maxsize=4)
def load_privacy_rules(resources: Path) -> PrivacyRules:
    """Return the timers of requests, incidents and reviews, each with its clause."""
    told = _read(resources, PERSONAL_DATA)
    return PrivacyRules(
        acknowledge_days=told["acknowledge"]["days"],
        acknowledge_clause=told["acknowledge"]["clause"],
        requests=tuple(
            RequestRule(**(row | {"kind": RequestKind(row["kind"])})) for row in told["request"]
        ),
        reasons=tuple(
            RefusalReason(**(row | {"kinds": tuple(map(RequestKind, row["kinds"]))}))
            for row in told["reason"]
        ),
        notify_hours=told["incident"]["hours"],
        notify_clause=told["incident"]["clause"],
        review_months=told["review"]["months"],
        review_clause=told["review"]["clause"],
    )


def _read(resources: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((resources / "rules" / name).read_text("utf-8"))
