"""Lets ``python -m soleus`` do what ``soleus`` does."""

from soleus.cli import main

main()
