"""CITATION.cff is what its format asks for, and names the version that it stands beside."""

import json
from pathlib import Path

import jsonschema
import yaml

from soleus import __version__

ROOT = Path(__file__).parents[2]


def test_the_citation_is_valid_and_of_this_version() -> None:
    schema = json.loads((Path(__file__).parent / "cff_1_2_0.schema.json").read_text("utf-8"))
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(citation)
    assert citation["version"] == __version__
