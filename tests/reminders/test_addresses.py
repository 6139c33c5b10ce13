"""Where a calendar is: what can be asked, and a password that is shown nowhere."""

import pytest

from soleus.reminders import (
    CalendarError,
    contacted_host,
    refuse_source,
    shown_source,
    with_its_password,
)
from soleus.reminders.addresses import to_ask


@pytest.mark.parametrize(
    "source",
    [
        "https://host.example/a b.ics",
        "https://host.example/a\tb.ics",
        "https://host.example/a\u00a0b.ics",
        "https://ho st.example/a.ics",
        "https://host.example:abc/a.ics",
        "https://host.example:99999/a.ics",
        "https://host.example:0/a.ics",
        "https://host.example:-1/a.ics",
        "https://[",
        "https://[::1/x",
        "https://[nothing]/x",
        "https://℀/",
        "https://",
        "https:///a.ics",
        "https:host.example",
        "webcal:",
        "https://a..b/x",
        f"https://{'a' * 64}.example/x",
        "https://host%2f.example/x",
        "https://host.example/" + "x" * 5000,
        "http://host.example/a.ics",
        "ftp://host.example/a.ics",
        "ftp:",
        "mailto:me@host.example",
        "javascript:alert(1)",
        "data:text/calendar,BEGIN:VCALENDAR",
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(source: str) -> None:
    with pytest.raises(CalendarError) as refused:
        refuse_source(source)
    assert "\n" not in str(refused.value)
    assert contacted_host(source) is None


@pytest.mark.parametrize(
    "source",
    [
        "https://host.example/a.ics",
        "HTTPS://HOST.example:8443/a.ics?key=a%20b&x=~(1)#part",
        "webcal://host.example/a.ics",
        "webcals://host.example/a.ics",
        "https://[::1]:8443/a.ics",
        "https://münchen.example/kalender/ä.ics",
        "https://me:secret@host.example/a.ics",
        "https://me%40host:se%3Acret@host.example/a.ics",
        "/home/me/my calendar.ics",
        "~/a.ics",
        "file:///home/me/my%20calendar.ics",
        "C:\\Users\\me\\a.ics",
        " https://host.example/a.ics ",
    ],
)
def test_what_can_be_asked_is_taken(source: str) -> None:
    refuse_source(source)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("https://me:secret@host.example/a.ics", "https://me:•••@host.example/a.ics"),
        ("webcal://me:se@cret@host.example", "webcal://me:•••@host.example"),
        ("https://token@host.example/a@b.ics", "https://•••@host.example/a@b.ics"),
        ("https://host.example/a@b.ics", "https://host.example/a@b.ics"),
        ("/home/me@work/a.ics", "/home/me@work/a.ics"),
    ],
)
def test_a_password_is_never_shown(source: str, shown: str) -> None:
    assert shown_source(source) == shown


def test_what_is_shown_stands_for_what_is_stored_until_it_is_changed() -> None:
    stored = "https://me:secret@host.example/a.ics"
    assert with_its_password(shown_source(stored), stored) == stored
    assert with_its_password("https://other.example/a.ics", stored) == "https://other.example/a.ics"
    changed = shown_source(stored).replace("a.ics", "b.ics")
    with pytest.raises(CalendarError, match="password of the calendar's address again"):
        refuse_source(with_its_password(changed, stored))


@pytest.mark.parametrize(
    ("address", "plain", "proof"),
    [
        ("https://h.example/a.ics", "https://h.example/a.ics", None),
        ("https://me:secret@h.example/a", "https://h.example/a", "Basic bWU6c2VjcmV0"),
        ("https://me:s%65cret@h.example:1/a?b#c", "https://h.example:1/a?b", "Basic bWU6c2VjcmV0"),
        ("https://h.example/ä b?ö", "https://h.example/%C3%A4%20b?%C3%B6", None),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/", None),
        ("https://h.example/a%20b?c=%C3%A4", "https://h.example/a%20b?c=%C3%A4", None),
    ],
)
def test_a_host_is_asked_by_a_plain_address_and_told_apart_who_asks(
    address: str, plain: str, proof: str | None
) -> None:
    assert to_ask(address) == (plain, proof)
