"""FHIR resources held to the published models of R4, by a library that keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soleus.language import msgid, translate
from soleus.vocabulary import FaultsError, SoleusError

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_LIBRARY = msgid("FHIR files are checked by fhir.resources, which is not here.")
_LONGEST = 160
"""Characters of a fault that is told; a library can quote a whole document."""


class FhirNotHereError(SoleusError):
    """What reads and checks FHIR is not on this machine; the text says what is missing."""


class InvalidBundleError(FaultsError):
    """A bundle cannot be read at all; one line for each fault."""


def faults_of(resource: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is wrong with a resource by the model of its type; nothing if all is right.

    Raises
    ------
    FhirNotHereError
        where the library is missing.
    """
    model = _model_of(str(resource.get("resourceType")))
    from pydantic import ValidationError

    try:
        model.model_validate(dict(resource))
    except ValidationError as error:
        return tuple(_line(each) for each in error.errors(include_url=False))
    except (ValueError, TypeError, AssertionError, RecursionError, OverflowError) as error:
        return (str(error)[:_LONGEST],)
    return ()


def _model_of(name: str) -> Any:  # noqa: ANN401  a model class of the library
    try:
        from fhir.resources.R4B import get_fhir_model_class
    except ImportError:
        raise FhirNotHereError(translate(_NO_LIBRARY)) from None
    return get_fhir_model_class(name)


def _line(error: Mapping[str, Any]) -> str:
    place = ".".join(str(each) for each in error.get("loc", ()))
    says = " ".join(str(error.get("msg", "")).split())
    return f"{place}: {says}"[:_LONGEST]
