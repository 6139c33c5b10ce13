"""A model of the circulation with both legs in detail, and a lab that reads it."""

from soleus.circulation.diagram import write_diagram as write_diagram
from soleus.circulation.errors import ExperimentError as ExperimentError
from soleus.circulation.errors import RunFailedError as RunFailedError
from soleus.circulation.experiment import Experiment as Experiment
from soleus.circulation.experiment import parse_experiment as parse_experiment
from soleus.circulation.experiment import readings_table as readings_table
from soleus.circulation.experiment import run_experiment as run_experiment
from soleus.circulation.instruments import INSTRUMENTS as INSTRUMENTS
from soleus.circulation.numbers_listed import ListedNumber as ListedNumber
from soleus.circulation.numbers_listed import listed_numbers as listed_numbers
from soleus.circulation.numbers_listed import numbers_table as numbers_table
from soleus.circulation.person import Person as Person
from soleus.circulation.person import Reflux as Reflux
from soleus.circulation.person import Stenosis as Stenosis
from soleus.circulation.plot import plot_run as plot_run
from soleus.circulation.protocol import Protocol as Protocol
from soleus.circulation.protocol import Step as Step
from soleus.circulation.run import Run as Run
from soleus.circulation.simulate import simulate as simulate
from soleus.circulation.validation import load_rows as load_rows
from soleus.circulation.validation import plot_results as plot_results
from soleus.circulation.validation import results_table as results_table
from soleus.circulation.validation import validate as validate
