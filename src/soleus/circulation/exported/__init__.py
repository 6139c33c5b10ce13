"""Writes the model for other people's tools: CellML 2 for the equations, SED-ML for the run."""

from soleus.circulation.exported.files import write_cellml as write_cellml
