"""Units of the model's names, as CellML spells them."""

from collections.abc import Mapping

from soleus.circulation.numbers_listed import listed_numbers
from soleus.circulation.signals import signal_of

_LITRE = {"units": "litre", "prefix": "milli"}
_PER_SECOND = {"units": "second", "exponent": "-1"}
_PER_MMHG = {"units": "mmHg", "exponent": "-1"}
_MINUTE = {"units": "second", "multiplier": "60"}

UNITS: Mapping[str, list[dict[str, str]]] = {
    "mmHg": [{"units": "pascal", "multiplier": "133.322387415"}],
    "percent": [{"units": "dimensionless", "multiplier": "0.01"}],
    "minute": [_MINUTE],
    "ml": [_LITRE],
    "ml_per_s": [{"units": "ml"}, _PER_SECOND],
    "ml_per_min": [{"units": "ml"}, {"units": "minute", "exponent": "-1"}],
    "ml_per_mmHg": [{"units": "ml"}, _PER_MMHG],
    "ml_per_s_mmHg": [{"units": "ml"}, _PER_SECOND, _PER_MMHG],
    "mmHg_s_per_ml": [
        {"units": "mmHg"}, {"units": "second"}, {"units": "ml", "exponent": "-1"},
    ],
    "mmHg_s2_per_ml": [
        {"units": "mmHg"},
        {"units": "second", "exponent": "2"},
        {"units": "ml", "exponent": "-1"},
    ],
    "mmHg_per_ml": [{"units": "mmHg"}, {"units": "ml", "exponent": "-1"}],
    "per_s": [_PER_SECOND],
    "per_min": [{"units": "minute", "exponent": "-1"}],
    "per_mmHg": [_PER_MMHG],
}  # fmt: skip
"""What each unit is made of; the definition of mmHg is that of the NIST guide (SP 811, B.8)."""

_SPELT = {
    "mmHg": "mmHg", "%": "percent", "mL": "ml", "mL/s": "ml_per_s", "mL/min": "ml_per_min",
    "mL/mmHg": "ml_per_mmHg", "mL/s/mmHg": "ml_per_s_mmHg", "mmHg s/mL": "mmHg_s_per_ml",
    "mmHg s2/mL": "mmHg_s2_per_ml", "mmHg/mL": "mmHg_per_ml", "1/s": "per_s", "1/min": "per_min",
    "1/mmHg": "per_mmHg", "s": "second",
}  # fmt: skip


def units_of(name: str) -> str:
    """Return the units of a name; those that nothing says, or that are plain, are dimensionless."""
    number = listed_numbers().get(name)
    if number:
        return _SPELT.get(number.unit, "dimensionless")
    try:
        return _SPELT.get(signal_of(name).unit, "dimensionless")
    except LookupError:
        return "dimensionless"
