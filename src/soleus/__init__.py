"""Soleus: a leg-circulation coach with a safety gate in front."""

__version__ = "0.1.0"
