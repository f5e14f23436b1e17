"""Values from elsewhere are of the kinds that their records declare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.package_tools import MAIN, a_chain
from wardapp.core.errors import PackageDamaged
from wardapp.core.journal import FieldChange
from wardapp.store.fitting import FittingEvents, is_fitting


@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [
        ("subject", '"a"', "1"),
        ("arrival_number", "5", '"5"'),
        ("arrival_number", "5", "true"),
        ("arrival_date", f'"{date(2026, 6, 5)}"', '"2026-13-45"'),
        ("due_date", "null", '"mai"'),
        ("addressees", '["a","b"]', '["a",2]'),
        ("attachments", "[]", '[{"sha256":1}]'),
        ("attachments", "[]", '{"sha256":""}'),
        ("signer", '{"full_name":"Nguyễn Văn A"}', '"Nguyễn Văn A"'),
    ],
)
def test_a_value_of_another_kind_is_refused(field: str, right: str, wrong: str) -> None:
    (plain,) = a_chain(MAIN, 1)
    for value, fits in ((right, True), (wrong, False)):
        change = FieldChange(field=field, old=None, new=value)
        event = replace(plain, changes=(change,))
        if fits and field == "status":
            continue
        assert is_fitting(event) is fits, value
    with pytest.raises(PackageDamaged, match="không đúng kiểu"):
        list(FittingEvents([event]))


def test_what_is_not_known_here_is_passed_over() -> None:
    (plain,) = a_chain(MAIN, 1)
    odd = FieldChange(field="mau_sac", old=None, new="[1]")
    assert is_fitting(replace(plain, changes=(odd,)))
    assert is_fitting(replace(plain, entity="mai-sau", changes=(odd,)))
