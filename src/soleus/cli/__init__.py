"""The command line: ``soleus VERB``; one module a verb."""

from soleus.cli.main import main as main
