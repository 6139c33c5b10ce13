"""FIT, the files of Garmin, Wahoo, Coros, Suunto and others, decoded by fitdecode."""

from __future__ import annotations

import contextlib
import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, BinaryIO

import fitdecode

from soleus.devices.activity import FileFindings, Format, offset_zone
from soleus.devices.collecting import Collected
from soleus.devices.errors import DeviceFileError
from soleus.devices.sports import sport_of
from soleus.devices.track import Track, TrackPoint
from soleus.language import msgid

_SINCE_POWER_ON = 0x1000_0000
"""Smaller times count seconds since the device was switched on (FIT protocol, date_time)."""

_SEMICIRCLES = 180 / 2**31
_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_CUT = msgid("It ends in the middle. It was not copied whole; get it from the device again.")
_DAMAGED = msgid("It is damaged: its check sum does not fit. Get it from the device again.")
_ODD = msgid("It is no FIT file that can be read. Get it from the device again.")
_MOST_RECORDS = 2_000_000


@dataclass(slots=True)
class _Read:
    """What was read of a file so far; sessions wait for the clock, which comes last."""

    sessions: list[dict[str, Any]] = field(default_factory=list)
    track: Track = field(default_factory=Track)
    tracks: list[tuple[float, Track]] = field(default_factory=list)
    device: str = ""
    sport: str = ""
    local: float | None = None
    at: float | None = None


def read_fit(file: BinaryIO, name: str, now: datetime) -> FileFindings:
    """Return the activities of a file, one for each of its sessions.

    Raises
    ------
    DeviceFileError
        where it is cut off, damaged or none.
    """
    read = _Read()
    try:
        with fitdecode.FitReader(
            file,
            check_crc=fitdecode.CrcCheck.RAISE,
            error_handling=fitdecode.ErrorHandling.RAISE,
            processor=fitdecode.DefaultDataProcessor(),
        ) as frames:
            _take_frames(frames, read)
    except DeviceFileError:
        raise
    except fitdecode.FitCRCError:
        raise DeviceFileError(_DAMAGED) from None
    except fitdecode.FitEOFError:
        raise DeviceFileError(_CUT) from None
    except (fitdecode.FitError, ArithmeticError, LookupError, TypeError, ValueError, OSError):
        raise DeviceFileError(_ODD) from None
    except Exception:
        raise DeviceFileError(_ODD) from None
    collected = Collected(Format.FIT, now)
    for session in read.sessions or _from_records(read):
        _add_session(collected, session, read)
    return collected.findings(name)


def _take_frames(frames: Any, read: _Read) -> None:  # noqa: ANN401  fitdecode ships no types
    records = 0
    for frame in frames:
        if not isinstance(frame, fitdecode.FitDataMessage):
            continue
        kind = frame.name
        if kind == "record":
            records += 1
            if records > _MOST_RECORDS:
                raise DeviceFileError(_ODD)
            read.track.add(_point(frame))
        elif kind == "session":
            session = {each.name: each.value for each in frame.fields if isinstance(each.name, str)}
            session["_track"] = read.track
            read.sessions.append(session)
            read.track = Track()
        elif kind == "activity":
            read.at = _seconds(_value(frame, "timestamp"))
            read.local = _seconds(_value(frame, "local_timestamp"))
        elif kind == "file_id" and not read.device:
            read.device = _device(frame)
        elif kind == "sport" and not read.sport:
            read.sport = str(_value(frame, "sport") or "")


def _value(frame: Any, name: str) -> Any:  # noqa: ANN401
    return frame.get_value(name, fallback=None) if frame.has_field(name) else None


def _point(frame: Any) -> TrackPoint:  # noqa: ANN401
    latitude, longitude = (
        _number(_value(frame, name)) for name in ("position_lat", "position_long")
    )
    return TrackPoint(
        at=_seconds(_value(frame, "timestamp")),
        latitude=None if latitude is None else latitude * _SEMICIRCLES,
        longitude=None if longitude is None else longitude * _SEMICIRCLES,
        distance_m=_number(_value(frame, "distance")),
        speed=_number(_value(frame, "enhanced_speed")) or _number(_value(frame, "speed")),
        heart_rate=_number(_value(frame, "heart_rate")),
        steps_a_minute=_steps_a_minute(frame),
    )


def _steps_a_minute(frame: Any) -> float | None:  # noqa: ANN401
    """Return the pace of the feet; on foot a turn is a stride, and a stride is two steps."""
    turns, part = (
        _number(_value(frame, name)) or 0.0 for name in ("cadence", "fractional_cadence")
    )
    return 2 * (turns + part) or None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _seconds(value: object) -> float | None:
    """Return a time as seconds since 1970, or since power-on where it is small."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).timestamp()
    return _number(value)


def _device(frame: Any) -> str:  # noqa: ANN401
    maker = _value(frame, "manufacturer")
    product = _value(frame, "product_name") or _value(frame, "garmin_product")
    names = (each for each in (maker, product) if isinstance(each, str))
    return " ".join(name.replace("_", " ") for name in names)


def _from_records(read: _Read) -> list[dict[str, Any]]:
    """Return what points alone tell, where an app wrote no session."""
    track = read.track
    if track.first is None or not track.is_timed:
        return []
    length = {"total_timer_time": track.seconds, "total_elapsed_time": track.elapsed}
    start = {"start_time": track.first, "sport": read.sport, "_track": track}
    return [{**length, **start, "total_distance": track.distance_m}]


def _add_session(collected: Collected, session: dict[str, Any], read: _Read) -> None:
    start, zone = _start(session, read)
    track: Track = session["_track"]
    words = [session.get(each) for each in ("sub_sport", "sport")]
    exact, broad = (word if isinstance(word, str) else "" for word in words)
    exact = "" if exact in ("generic", "all") else exact
    seconds = session.get("total_timer_time") or session.get("total_elapsed_time")
    moving = _number(session.get("total_moving_time"))
    steps = session.get("total_strides")
    on_foot = broad in ("walking", "running", "hiking")
    collected.add(
        sport_of(exact, broad) if exact or broad else sport_of("other"),
        start,
        seconds,
        called="/".join(each for each in (broad, exact) if each),
        elapsed_seconds=session.get("total_elapsed_time"),
        moving_seconds=moving or track.moving_seconds,
        distance_m=session.get("total_distance") or track.distance_m,
        heart_rate=session.get("avg_heart_rate") or track.heart_rate,
        # a stride is two steps (FIT profile, total_strides)
        steps=2 * steps if on_foot and isinstance(steps, int) else None,
        device=read.device,
        zone=zone,
        by_minute=track.minutes.told(),
    )


def _start(session: dict[str, Any], read: _Read) -> tuple[datetime | None, tzinfo | None]:
    """Return when a session began, and the clock there.

    Where the device did not know the date, its own clock at the end tells when it was: the start
    lies as long before it as the two times of the device are apart.
    """
    start = _seconds(session.get("start_time"))
    if start is None:
        end = _seconds(session.get("timestamp"))
        elapsed = _number(session.get("total_elapsed_time"))
        start = None if end is None or elapsed is None else end - elapsed
    if start is None:
        return None, None
    is_relative = start < _SINCE_POWER_ON
    if is_relative and (read.at is None or read.local is None):
        return None, None
    with contextlib.suppress(OverflowError, ValueError):
        if is_relative:
            local = (read.local or 0) - ((read.at or 0) - start)
            return datetime(1970, 1, 1) + timedelta(seconds=local), None
        zone = None
        if read.at is not None and read.local is not None:
            # clocks differ by quarters of an hour; the rest is the time between two readings
            zone = offset_zone(round((read.local - read.at) / 900) * 900)
        return datetime.fromtimestamp(start, UTC), zone
    return None, None
