"""Whom to call from where a person is: the numbers that a result names."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calls:
    """The numbers of one country, in the words of the language spoken now.

    Parameters
    ----------
    ambulance : digits
    country : its name; empty where it is not known
    is_guessed : whether nobody chose the country
    medical : the line for what cannot wait and is no emergency, as people write it; or empty
    service : what that line is called there
    """

    ambulance: str
    country: str = ""
    is_guessed: bool = False
    medical: str = ""
    service: str = ""

    @property
    def facts(self) -> frozenset[str]:
        """What a result may depend on: of the country, and whether there is such a line."""
        country = "country_guessed" if self.is_guessed else "country_chosen"
        facts = {country if self.country else "country_unknown"}
        if self.country and self.ambulance != "112":
            facts.add("or_112")
        if self.medical:
            facts.add("medical")
        return frozenset(facts)

    @property
    def values(self) -> Mapping[str, str]:
        """What stands in the places of a text; a number is never parted at the end of a line."""
        named = {"ambulance": self.ambulance, "country": self.country}
        medical = self.medical.replace(" ", "\N{NO-BREAK SPACE}")
        return {**named, "medical": medical, "service": self.service}

    @property
    def links(self) -> Mapping[str, str]:
        """What a press on each number opens."""
        medical = self.medical.replace(" ", "")
        return {"ambulance": f"tel:{self.ambulance}", "medical": f"tel:{medical}"}

    def as_dict(self) -> dict[str, object]:
        """Return the same as a device keeps it."""
        facts = sorted(self.facts)
        return {"facts": facts, "values": dict(self.values), "links": dict(self.links)}
