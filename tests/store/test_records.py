"""Every value that is kept comes back as it was, and every field has its column."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardapp.core.daylog import LogLine
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.drafts import Draft
from wardapp.core.forms import FilledForm
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Signer, Term
from wardapp.core.numbering import Series
from wardapp.store.entities import ENTITIES, Entity
from wardapp.store.labels import LABELS
from wardapp.store.records import dump, pack, unpack

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KINDS = [Incoming, Outgoing, Draft, LogLine, FilledForm, Issuer, Term, Signer, Series]

st.register_type_strategy(date, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
st.register_type_strategy(str, TEXT)
st.register_type_strategy(int, st.integers(0, 2**40))
st.register_type_strategy(
    Decimal, st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**9)
)
st.register_type_strategy(RecordId, TEXT.map(RecordId))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=8)
@given(data=st.data())
def test_a_value_comes_back_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind))

    assert unpack(kind, json.loads(dump(pack(value)))) == value


@settings(max_examples=8)
@given(data=st.data())
def test_a_form_cut_into_parts_comes_back_whole(data: st.DataObject) -> None:
    (entity,) = (each for each in ENTITIES if each.kind is FilledForm)
    value = data.draw(st.from_type(FilledForm))

    assert entity.value_of(entity.fields_of(value)) == value


def test_a_field_that_an_older_version_lacked_gets_its_default() -> None:
    packed = {"id": "x", "committee": "c", "label": "l", "start": "2025-08-02"}

    term = unpack(Term, packed | {"start_reason": ""})

    assert term.end is None
    assert term.end_reason == ""


def test_a_value_that_is_not_plain_is_refused() -> None:
    with pytest.raises(TypeError, match="float cannot be kept"):
        dump(pack(_with_float()))


def _with_float() -> Any:
    return Term(
        id=RecordId("x"),
        committee="c",
        label=1.5,  # type: ignore[arg-type]
        start=date(2025, 8, 2),
        start_reason="",
    )


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)
def test_every_field_has_its_column(entity: Entity[Any]) -> None:
    columns = {column.name for column in entity.table.columns}

    assert {item.name for item in fields(entity.kind)} <= columns


@pytest.mark.parametrize("kind", [Incoming, Outgoing, Draft, LogLine])
def test_every_field_a_clerk_fills_has_a_name_in_the_history(kind: type[Any]) -> None:
    unnamed = {item.name for item in fields(kind)} - LABELS.keys()

    assert unnamed <= {
        "id", "issuer_id", "series_id", "registered_ms", "draft_id", "answers",
        "created_ms", "changed_ms", "in_reply_to", "outgoing_id", "versions",
    }  # fmt: skip
