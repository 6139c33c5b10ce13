"""Soleus inside a browser: requests of pages in, answers out, with no server anywhere."""

from soleus.pocket.starting import Pocket as Pocket
from soleus.pocket.starting import start as start
