"""The body of the office that is meant where none is named."""

from __future__ import annotations

from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.store.transaction import Transaction


def issuer_or_first(tx: Transaction, issuer_id: RecordId | None = None) -> Issuer:
    """Return an issuer, the first of the office when none is named."""
    if issuer_id is not None:
        return tx.catalogue.issuer(issuer_id)
    issuers = tx.catalogue.issuers()
    if not issuers:
        raise WardError("Sổ này chưa có cơ quan nào. Hãy thêm trong Danh mục.")
    return issuers[0]
