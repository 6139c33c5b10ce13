"""The moment and the zone of reading, and a file read as the process reads it."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from soleus.devices import FileFindings
from soleus.devices.errors import DeviceFileError
from soleus.devices.file_process import parts
from soleus.devices.one_file import ReadingOrder
from soleus.devices.table import Mapped

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
BEGAN = datetime(2026, 11, 20, 7, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")

Read = Callable[..., list[FileFindings]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a file's content; what each of its parts holds."""

    def reading(
        content: bytes, name: str = "file", *, mapped: Mapped | None = None
    ) -> list[FileFindings]:
        order = ReadingOrder(NOW, BERLIN, tmp_path, {name: mapped} if mapped else {})
        with io.BytesIO(content) as file:
            try:
                units = parts(file, name, order)
            except DeviceFileError as error:
                return [FileFindings(name, fault=error.remark)]
            return [found for _, unit in units for found in unit()]

    return reading
