import pytest

from soleus.circulation import Person, Protocol, Run, Step, simulate
from soleus.circulation.signals import signal_of
from soleus.circulation.whole import inner_names, observed_names, whole_model


def test_every_name_that_can_be_recorded_has_a_unit_and_a_meaning() -> None:
    for name in (*observed_names(), *inner_names()):
        unit, means = signal_of(name)
        assert unit
        assert "{}" not in means


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(LookupError, match="nonsense"):
        signal_of("nonsense")


def test_with_states_every_state_is_recorded_and_nothing_else_changes() -> None:
    protocol = Protocol((Step("pump", "supine", 10, "ankle_pumps", 30),))
    plain, full = (simulate(Person(), protocol, states=s) for s in (False, True))
    assert set(whole_model().states) <= set(full.observed)
    assert set(plain.observed) < set(full.observed)
    for name in plain.observed:
        assert full.signal(name, 0)[1] == pytest.approx(
            plain.signal(name, 0)[1], rel=1e-6, abs=1e-6
        )
    inner = full.to_xarray()["h_left_calf"]
    assert "hyperaemia" in inner.attrs["long_name"]
    assert float(inner[-1, 0]) > float(inner[0, 0])


def test_a_plain_record_says_what_each_name_is(mixed_run: Run) -> None:
    data = mixed_run.to_xarray()
    assert all(v.attrs["units"] and v.attrs["long_name"] for v in data.data_vars.values())
