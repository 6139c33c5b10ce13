"""Compares the model with published measurements, row by row."""

from soleus.circulation.validation.kept import model_fingerprint as model_fingerprint
from soleus.circulation.validation.measure import Result as Result
from soleus.circulation.validation.measure import validate as validate
from soleus.circulation.validation.report import plot_results as plot_results
from soleus.circulation.validation.report import results_table as results_table
from soleus.circulation.validation.rows import Row as Row
from soleus.circulation.validation.rows import load_rows as load_rows
