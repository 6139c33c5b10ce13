"""How many people a bundle is about: one person can be referred to in several ways.

``Patient/1``, the whole address of it, one version of it, and the ``urn:uuid:`` under which it
stands in the bundle are one person; a patient inside each resource is one for each that differs.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from soleus.fhir.parts import Json

_VERSION = "/_history/"


def people_in(document: Any, resources: Sequence[Json]) -> int:  # noqa: ANN401  any JSON
    """Return how many people resources of a bundle are about.

    Parameters
    ----------
    document : the bundle, whose entries may have addresses
    resources : what its entries hold
    """
    addresses = list(_addresses(document))
    known: dict[str, int] = {}
    patients = 0
    for address, resource in zip(addresses, resources, strict=True):
        if resource.get("resourceType") == "Patient":
            patients += 1
            for name in (address, f"Patient/{resource.get('id')}"):
                if name and not name.endswith("/None"):
                    known.setdefault(name, patients)
    told = {_person(each, known) for each in resources if isinstance(each.get("subject"), dict)}
    return max(len(told), patients)


def _addresses(document: Any) -> Iterator[str]:  # noqa: ANN401
    for each in document["entry"]:
        address = each.get("fullUrl") if isinstance(each, dict) else None
        yield address if isinstance(address, str) else ""


def _person(resource: Json, known: dict[str, int]) -> object:
    """Return who a resource is about, the same for every way to refer to them."""
    subject: Json = resource["subject"]
    told = subject.get("reference")
    if not isinstance(told, str) or not told:
        return json.dumps(subject, sort_keys=True, default=str)
    if told.startswith("#"):
        return _inside(resource, told[1:])
    whole = told.partition(_VERSION)[0]
    short = "/".join(whole.split("/")[-2:])
    if whole in known:
        return known[whole]
    return known.get(short, short) if "://" not in whole else whole


def _inside(resource: Json, id_: str) -> str:
    """Return a person who stands in the resource itself, by all that it tells of them."""
    inside = resource.get("contained")
    for each in inside if isinstance(inside, list) else ():
        if isinstance(each, dict) and each.get("id") == id_:
            said = {name: value for name, value in each.items() if name != "id"}
            return json.dumps(said, sort_keys=True, default=str)
    return f"#{id_}"
