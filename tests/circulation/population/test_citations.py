"""Everything that is drawn of people has a source, and a population's own stands first."""

from soleus.circulation import population_named, property_names, sources_of
from soleus.circulation.population.differences import differences_between_people


def test_every_property_that_is_drawn_has_its_source() -> None:
    drawn = set(property_names()) - {"sex", "age"}
    for name in differences_between_people().populations:
        found = sources_of(population_named(name))
        assert drawn <= found.keys()
        assert all(found.values())


def test_a_population_says_its_own_in_place_of_the_usual() -> None:
    usual = sources_of(population_named("healthy"))
    ill = sources_of(population_named("chronic_venous_disease"))
    assert ill["bmi"] != usual["bmi"]
    assert ill["heart_rate"] == usual["heart_rate"]
    assert "class C3" in ill
