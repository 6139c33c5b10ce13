"""Instruments that read a simulated run as real ones read a leg."""

from soleus.circulation.instruments.plausible import implausible as implausible
from soleus.circulation.instruments.plausible import plausible_bounds as plausible_bounds
from soleus.circulation.instruments.state import state_names as state_names
from soleus.circulation.instruments.table import INSTRUMENTS as INSTRUMENTS
from soleus.circulation.instruments.table import reading as reading
from soleus.circulation.instruments.volume import volume_over_run as volume_over_run
