"""Experiments: how they are written, checked, run and answered."""

from soleus.circulation.experiment.experiment import LOST_ML_PER_HOUR as LOST_ML_PER_HOUR
from soleus.circulation.experiment.experiment import Experiment as Experiment
from soleus.circulation.experiment.parse import parse_experiment as parse_experiment
from soleus.circulation.experiment.parse import run_experiment as run_experiment
from soleus.circulation.experiment.table import readings_table as readings_table
