"""Records: frozen, compared by their fields, strict about what they are made of."""

from __future__ import annotations

import pickle

import pytest

from knowledge.smtp import Citation, Relation
from knowledge.smtp.model.record import replaced

PLACE = Citation("RFC 5321", "4.2.3")


def test_records_with_the_same_fields_are_equal_and_have_one_hash() -> None:
    assert Citation("RFC 5321", section="4.2.3") == PLACE
    assert len({PLACE, Citation("RFC 5321", "4.2.3"), Citation("RFC 5321")}) == 2
    assert PLACE != ("RFC 5321", "4.2.3")


def test_a_record_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(PLACE)) == PLACE  # noqa: S301 -- our own


def test_a_changed_copy_leaves_the_record_alone() -> None:
    assert replaced(PLACE, section="").section == ""
    assert PLACE.section == "4.2.3"


def test_a_field_can_be_neither_set_nor_deleted() -> None:
    with pytest.raises(AttributeError, match=r"Citation\.section cannot be set"):
        PLACE.section = ""  # type: ignore[misc]  # the mistake under test
    with pytest.raises(AttributeError, match=r"Citation\.section cannot be deleted"):
        del PLACE.section


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), (("RFC 5321",), {"chapter": "4"}), (("a", "b", "c", None, "d", "e"), {})],
    ids=["missing", "unknown", "too many"],
)
def test_wrong_fields_are_told(values: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="Citation has the fields document, section"):
        Citation(*values, **named)  # type: ignore[arg-type]  # the mistake under test


def test_the_fields_of_a_subclass_follow_those_of_its_base() -> None:
    assert list(Relation.FIELDS)[:3] == ["kind", "source", "target"]
