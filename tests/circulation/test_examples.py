"""The examples in the docstrings of the circulation's door run as they are written."""

import doctest

import pytest

from soleus.circulation import (
    INSTRUMENTS,
    Person,
    Protocol,
    Step,
    population_named,
    run_experiment,
    sample,
    simulate,
)

SHOWN = {
    "Person": Person,
    "Protocol": Protocol,
    "Step": Step,
    "simulate": simulate,
    "run_experiment": run_experiment,
    "population_named": population_named,
    "sample": sample,
    "doppler": INSTRUMENTS["doppler"].read,
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_example_runs_as_it_is_written(name: str) -> None:
    text = SHOWN[name].__doc__ or ""
    example = doctest.DocTestParser().get_doctest(text, {}, name, None, 0)
    told: list[str] = []
    result = doctest.DocTestRunner().run(example, out=told.append)
    assert result.attempted
    assert not told, "".join(told)
