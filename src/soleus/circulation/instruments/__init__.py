"""Instruments that read a run as their real counterparts read a leg."""

from soleus.circulation.instruments.table import INSTRUMENTS as INSTRUMENTS
from soleus.circulation.instruments.table import Instrument as Instrument
from soleus.circulation.instruments.table import Reading as Reading
