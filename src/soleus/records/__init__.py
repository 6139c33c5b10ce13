"""One way to read and write data: records with limits on every field, every fault at once."""

from soleus.records import limits as limits
from soleus.records import sizes as sizes
from soleus.records.base64_text import from_base64 as from_base64
from soleus.records.field_limit import Limit as Limit
from soleus.records.files import load_file as load_file
from soleus.records.files import load_folder as load_folder
from soleus.records.files import load_table as load_table
from soleus.records.files import read_toml as read_toml
from soleus.records.files import toml_files as toml_files
from soleus.records.json_text import Unreadable as Unreadable
from soleus.records.json_text import read_json as read_json
from soleus.records.json_text import read_json_parts as read_json_parts
from soleus.records.machine_zone import machine_zone as machine_zone
from soleus.records.passage import Passage as Passage
from soleus.records.passage import comes_twice as comes_twice
from soleus.records.passage import is_skipped as is_skipped
from soleus.records.plain_text import decoded as decoded
from soleus.records.record import Record as Record
from soleus.records.record import limits_of as limits_of
from soleus.records.record import needed_of as needed_of
from soleus.records.record import record_of as record_of
from soleus.records.scalars import NonBlank as NonBlank
from soleus.records.schemas import Schema as Schema
from soleus.records.schemas import object_schema as object_schema
from soleus.records.schemas import resolved as resolved
from soleus.records.toml_text import parse_toml as parse_toml
