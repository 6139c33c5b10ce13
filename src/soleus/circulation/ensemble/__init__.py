"""Simulated people who fit what is known of one person; nobody who lives."""

from soleus.circulation.ensemble.known import Known as Known
from soleus.circulation.ensemble.people_like import people_like as people_like
