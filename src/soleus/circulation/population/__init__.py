"""Virtual people, drawn from published distributions; simulated, and never somebody who lives."""

from soleus.circulation.population.citations import sources_of as sources_of
from soleus.circulation.population.differences import Population as Population
from soleus.circulation.population.differences import population_named as population_named
from soleus.circulation.population.placed import person_at as person_at
from soleus.circulation.population.placed import property_names as property_names
from soleus.circulation.population.sample import VirtualPerson as VirtualPerson
from soleus.circulation.population.sample import sample as sample
