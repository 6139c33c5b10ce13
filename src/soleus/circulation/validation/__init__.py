"""Holds the model against published measurements, row by row."""

from soleus.circulation.validation.measure import Result as Result
from soleus.circulation.validation.measure import measure as measure
from soleus.circulation.validation.report import as_records as as_records
from soleus.circulation.validation.report import plot_results as plot_results
from soleus.circulation.validation.report import results_table as results_table
from soleus.circulation.validation.rows import Row as Row
from soleus.circulation.validation.rows import load_rows as load_rows
