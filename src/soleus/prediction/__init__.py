"""What simulated legs would do, said as simulated: it may rank what is permitted, never permit."""

from soleus.prediction.cycle import simulated_cycle as simulated_cycle
from soleus.prediction.cycle_table import CycleTable as CycleTable
from soleus.prediction.cycle_table import Gain as Gain
from soleus.prediction.model_digest import model_digest as model_digest
from soleus.prediction.motion import motion_of as motion_of
