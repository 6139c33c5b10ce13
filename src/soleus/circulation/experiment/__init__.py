"""Experiments: how they are written, checked, run and answered."""

from soleus.circulation.experiment.answer import run_experiment as run_experiment
from soleus.circulation.experiment.answer import run_of as run_of
from soleus.circulation.experiment.faults import ExperimentError as ExperimentError
from soleus.circulation.experiment.faults import RunFailedError as RunFailedError
from soleus.circulation.experiment.parse import Experiment as Experiment
from soleus.circulation.experiment.parse import parse_experiment as parse_experiment
from soleus.circulation.experiment.table import readings_table as readings_table
