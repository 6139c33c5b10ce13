"""The report of a trial: a page with figures, Markdown, and the numbers as CSV."""

from soleus.trials.report.write import write_report as write_report
