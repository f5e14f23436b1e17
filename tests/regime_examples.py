"""Regimes for tests."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.identity import RecordId
from wardapp.core.regimes import Frequency, Regime
from wardapp.services.office import Office


def a_regime(office: Office, phrase: str = "hằng tháng, ngày 25", **more: object) -> Regime:
    """Keep a regime that all tổ dân phố report to us by."""
    regimes = office.regime_desk.regimes
    units = tuple(each.id for each in regimes.units() if each.kind == "tdp")
    base = Regime(
        id=RecordId(""), title="Báo cáo tháng", frequency=Frequency.MONTH, dues=(), unit_ids=units
    )
    base = replace(base, **more)  # type: ignore[arg-type]
    return regimes.save(regimes.tried(phrase, base)[0].proposal.regime)
