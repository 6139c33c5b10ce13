"""The pages and the JSON API: parse, call the coach, render. Nothing clinical is decided here."""

from soleus.web.app import create_app as create_app
from soleus.web.report_paper import report_pdf as report_pdf
