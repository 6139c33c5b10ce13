"""The description of the JSON API is whole and true: bodies, answers, and what is refused."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.web import create_app
from web.conftest import WELL
from web.described import JSON, Case, Described

SAYS_SOMETHING = {"$ref", "anyOf", "oneOf", "properties", "items", "enum", "const"}


@pytest.fixture
def described(coach: Coach) -> Described:
    coach.checks.record("self", WELL)
    return Described(
        TestClient(create_app(coach), base_url="http://localhost", raise_server_exceptions=False)
    )


def references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [each for value in part.values() for each in references(value)]
    return [each for value in part for each in references(value)] if isinstance(part, list) else []


def test_every_body_and_answer_says_what_is_in_it(described: Described) -> None:
    for address in described.addresses:
        good = min(address.told["responses"])
        [kind] = address.told["responses"][good]["content"]
        schemas = [address.body, address.answer(int(good)) if kind == JSON else None]
        for schema in schemas:
            assert schema is None or SAYS_SOMETHING & set(schema), address
    for name, schema in described.components.items():
        Draft202012Validator.check_schema(schema)
        assert SAYS_SOMETHING & set(schema) or "additionalProperties" in schema, name
    known = {f"#/components/schemas/{name}" for name in described.components}
    assert set(references(described.document)) == known


def test_it_knows_the_limits_of_the_records(described: Described) -> None:
    minutes = described.components["ActivityEntry"]["properties"]["minutes"]
    assert minutes == {"type": "number", "minimum": 1, "maximum": 1440}
    answers = described.components["AnswerFile"]["properties"]["answers"]["properties"]
    assert {"type": "null"} in answers["chest_pain"]["anyOf"]


@pytest.mark.slow
def test_every_address_does_as_it_is_described(described: Described) -> None:
    @settings(
        max_examples=250,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=described.cases())
    def does_so(case: Case) -> None:
        described.ask(case)

    does_so()
    assert described.broken == []
    assert {200, 201, 403, 404, 422} <= set(described.statuses), described.statuses
