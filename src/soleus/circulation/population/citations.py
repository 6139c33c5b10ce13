"""Where it is published how the people of a population differ."""

from soleus.circulation.population.differences import Population, differences_between_people


def sources_of(population: Population) -> dict[str, str]:
    """Return the source of everything that is drawn for people of a population, by what it is.

    A source that begins with "assumed" says why: nobody measured that.

    Examples
    --------
    >>> from soleus.circulation import population_named, sources_of
    >>> sources_of(population_named("healthy"))["heart_rate"]
    '65 SD 10 under, 68 SD 11 beats over 50 y: PMC4256521'
    """
    known = differences_between_people()
    own = {spread.name: spread for spread in population.spread}
    found = {f"who they are: {population.name}": population.source}
    if population.ankle_index:
        found["ankle index"] = population.ankle_index.source
    found |= {f"class {name}": known.ceap[name].source for name in population.ceap}
    found |= {name: own.get(name, usual).source for name, usual in known.spreads.items()}
    return found | {" and ".join(each.of): each.source for each in known.correlations}
