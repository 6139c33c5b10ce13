"""Simulated people who fit what is known of one person; nobody who lives."""

from soleus.circulation.ensemble.days import LegDay as LegDay
from soleus.circulation.ensemble.ensemble import Ensemble as Ensemble
from soleus.circulation.ensemble.ensemble import ReadingRange as ReadingRange
from soleus.circulation.ensemble.ensemble import stated_range as stated_range
from soleus.circulation.ensemble.fingerprint import people_fingerprint as people_fingerprint
from soleus.circulation.ensemble.fit import fit as fit
from soleus.circulation.ensemble.fit import learn as learn
from soleus.circulation.ensemble.known import Known as Known
from soleus.circulation.ensemble.people_like import people_like as people_like
