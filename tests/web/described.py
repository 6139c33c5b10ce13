"""The JSON API as its own description has it: every address asked with generated bodies."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import httpx2
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from web.from_schema import made_odd, values

JSON = "application/json"
UNKNOWN = "00000000-0000-4000-8000-000000000000"
WORDS = ("snooze", "skip", "pause", "moved", "until_tomorrow", "resume", "dance", "\N{SNOWMAN}")
ZONES = ("", "Europe/Berlin", "Pacific/Auckland", "Nowhere/Land", "..")


@dataclass(frozen=True)
class Address:
    """One method of one path, with the schemas of what it takes and answers."""

    method: str
    path: str
    told: dict[str, Any] = field(repr=False)

    @property
    def body(self) -> dict[str, Any] | None:
        if "requestBody" not in self.told:
            return None
        schema: dict[str, Any] = self.told["requestBody"]["content"][JSON]["schema"]
        return schema

    def answer(self, status: int) -> dict[str, Any]:
        schema: dict[str, Any] = self.told["responses"][str(status)]["content"][JSON]["schema"]
        return schema


@dataclass(frozen=True)
class Case:
    """One request: a body that the schema allows, or one made odd."""

    address: Address
    body: Any
    seed: int
    is_odd: bool


class Described:
    """The API over a client, held to its description."""

    def __init__(self, client: httpx2.Client) -> None:
        self.client = client
        self.document = client.get("/api/openapi.json").json()
        self.components = self.document["components"]["schemas"]
        self.sessions = [UNKNOWN]
        self.statuses: Counter[int] = Counter()
        self.broken: list[str] = []

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        return tuple(
            Address(method.upper(), path, told)
            for path, methods in self.document["paths"].items()
            for method, told in methods.items()
        )

    def validator(self, schema: dict[str, Any]) -> Draft202012Validator:
        return Draft202012Validator({**schema, "components": {"schemas": self.components}})

    def cases(self) -> st.SearchStrategy[Case]:
        """Any request: half of the bodies as described, half made odd."""
        return st.one_of([self._cases(address) for address in self.addresses])

    def _cases(self, address: Address) -> st.SearchStrategy[Case]:
        body = address.body
        bodies = st.none() if body is None else values(body, self.components)
        return st.builds(
            Case, st.just(address), bodies, st.integers(0, 2**32), st.sampled_from([False, True])
        )

    def ask(self, case: Case) -> int:
        """Send a request; take down whatever its answer says against the description."""
        chance = random.Random(case.seed)
        is_odd = case.is_odd and case.address.body is not None
        body = made_odd(case.body, chance) if is_odd else case.body
        content = None if case.address.body is None else json.dumps(body)
        path = self._filled(case.address.path, chance)
        answer = self.client.request(
            case.address.method,
            path,
            params={"zone": chance.choice(ZONES)} if chance.random() < 0.3 else {},
            content=content,
            headers={"content-type": JSON} if content else {},
        )
        status = answer.status_code
        self.statuses[status] += 1
        self.broken += [
            f"{case.address.method} {path} {status}: {wrong}; sent {(content or '')[:300]}"
            for wrong in self._wrong(case.address, body, status, answer.content)
        ]
        if case.address.path == "/api/sessions" and status == 201:
            self.sessions = [UNKNOWN, answer.json()["id"]]
        return status

    def _filled(self, path: str, chance: random.Random) -> str:
        path = path.replace("{session_id}", chance.choice(self.sessions))
        path = path.replace("{what}", chance.choice(WORDS))
        return path.replace("{picture}", UNKNOWN).replace("{exercise}", UNKNOWN)

    def _wrong(self, address: Address, body: Any, status: int, content: bytes) -> Iterator[str]:
        if status >= 500:
            yield "it broke"
            return
        if str(status) not in address.told["responses"]:
            yield "such an answer is not described"
            return
        said = json.loads(content)
        for error in self.validator(address.answer(status)).iter_errors(said):
            yield f"the answer is not as described: {error.json_path} {error.message[:200]}"
        if address.path == "/api/sync" and status < 300 and body is not None:
            body = {"entries": _taken(body["entries"], said["entries"])}
        if status < 300 and address.body is not None and not self._allows(address.body, body):
            yield "what was taken is not as described"

    def _allows(self, schema: dict[str, Any], body: Any) -> bool:
        return bool(self.validator(schema).is_valid(body))


def _taken(sent: list[Any], fates: list[dict[str, Any]]) -> list[Any]:
    """The notes of a batch that were taken: of the others each is refused by itself."""
    return [note for note, said in zip(sent, fates, strict=True) if said["fate"] == "taken"]
