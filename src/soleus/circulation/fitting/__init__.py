"""Fits chosen numbers of the model to somebody's own measurements."""

from soleus.circulation.fitting.least_squares import FittedNumbers as FittedNumbers
from soleus.circulation.fitting.least_squares import fit_numbers as fit_numbers
from soleus.circulation.fitting.own_rows import OwnRow as OwnRow
from soleus.circulation.fitting.own_rows import read_own_rows as read_own_rows
from soleus.circulation.fitting.written import fit_table as fit_table
from soleus.circulation.fitting.written import fit_toml as fit_toml
