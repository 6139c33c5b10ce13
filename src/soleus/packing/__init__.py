"""Writes the folder in which Soleus runs inside a browser, from any static host."""

from soleus.packing.errors import CannotPackError as CannotPackError
from soleus.packing.folder import Packed as Packed
from soleus.packing.folder import write_folder as write_folder
