"""Every setting is an address: it comes back from its own, or says in a line why it cannot be."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.prediction import CHANGES, Comparison, LegSetting, UnknownSettingError
from soleus.records import limits_of
from soleus.vocabulary import Activity


def of(limit: object) -> st.SearchStrategy[str | int]:
    schema = limit.schema  # type: ignore[attr-defined]
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return st.integers(schema["minimum"], schema["maximum"])


FIELDS = {name: of(limit) for name, limit in limits_of(LegSetting).items()}


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison | None:
    """Any two settings within the limits of each field; None where they cannot be compared."""
    change = draw(st.sampled_from(list(CHANGES)))
    values = {name: draw(field) for name, field in FIELDS.items()}
    view = draw(st.sampled_from(CHANGES[change]))
    try:
        return Comparison(LegSetting(**values), change, draw(FIELDS[change]), view)  # type: ignore[arg-type]
    except UnknownSettingError:
        return None


def faults_of(query: dict[str, str]) -> tuple[str, ...]:
    try:
        comparison = Comparison.of_query(query)
    except UnknownSettingError as error:
        return error.faults
    assert Comparison.of_query(dict(parse_qsl(comparison.query))) == comparison
    return ()


@given(comparisons())
def test_every_setting_comes_back_from_its_address(comparison: Comparison | None) -> None:
    if comparison is not None:
        assert Comparison.of_query(dict(parse_qsl(comparison.query))) == comparison
        assert Comparison.from_dict(comparison.as_dict()) == comparison


@given(st.dictionaries(st.sampled_from([*FIELDS, "change", "to", "view", "was"]), st.text()))
def test_whatever_an_address_says_it_is_a_setting_or_a_line_for_each_fault(
    query: dict[str, str],
) -> None:
    assert all(fault.strip() and "\n" not in fault for fault in faults_of(query))


def test_an_address_that_says_nothing_is_two_legs_that_differ() -> None:
    for change in CHANGES:
        comparison = Comparison.of_query({"change": change})
        assert comparison.first != comparison.second
        assert comparison.view == CHANGES[change][0]


def test_a_form_whose_change_was_changed_begins_with_what_is_usual_for_it() -> None:
    comparison = Comparison.of_query(
        {"was": "posture", "change": "cadence", "to": "standing", "view": "vein"}
    )
    assert (comparison.to, comparison.view) == (60, "flow")


def test_every_fault_of_the_fields_is_named_at_once() -> None:
    with pytest.raises(UnknownSettingError) as wrong:
        Comparison.of_query({"change": "cadence", "posture": "flying", "narrowing": "120"})
    assert len(wrong.value.faults) == 2


@pytest.mark.parametrize(
    ("setting", "view", "activities"),
    [
        (LegSetting(), "flow", ()),
        (LegSetting(cadence=60), "flow", (Activity.ANKLE_PUMPS,)),
        (LegSetting("standing", cadence=10), "vein", (Activity.CALF_RAISES,)),
        (LegSetting("walking"), "vein", (Activity.WALKING,)),
        (LegSetting("raised"), "toe", (Activity.ELEVATION,)),
        (LegSetting("raised", raised_cm=0), "toe", ()),
        (
            LegSetting(breaks=30, stocking="class1"),
            "swelling",
            (Activity.WALKING, Activity.COMPRESSION),
        ),
        (LegSetting(cadence=60), "swelling", ()),
    ],
)
def test_what_a_setting_does_is_named_as_the_gate_names_it(
    setting: LegSetting, view: str, activities: tuple[Activity, ...]
) -> None:
    assert setting.activities(view) == activities
