"""The evidence ledger: every claim, its kind and its sources, and who carries it."""

from soleus.evidence.carrier import Carrier as Carrier
