"""Experiments: how they are written, checked, run and answered."""

from soleus.circulation.experiment.csv_parquet import read_rows as read_rows
from soleus.circulation.experiment.csv_parquet import write_rows as write_rows
from soleus.circulation.experiment.experiment import LOST_ML_PER_HOUR as LOST_ML_PER_HOUR
from soleus.circulation.experiment.experiment import Experiment as Experiment
from soleus.circulation.experiment.experiment import refuse_broken as refuse_broken
from soleus.circulation.experiment.many import LabAnswer as LabAnswer
from soleus.circulation.experiment.many import rows_of as rows_of
from soleus.circulation.experiment.many import run_people as run_people
from soleus.circulation.experiment.needed import names_needed as names_needed
from soleus.circulation.experiment.numbers_file import read_numbers as read_numbers
from soleus.circulation.experiment.parse import parse_experiment as parse_experiment
from soleus.circulation.experiment.parse import run_experiment as run_experiment
from soleus.circulation.experiment.people_file import LabPerson as LabPerson
from soleus.circulation.experiment.people_file import read_people as read_people
from soleus.circulation.experiment.people_file import row_of as row_of
from soleus.circulation.experiment.table import readings_table as readings_table
