"""Keys and lines, from real pipes and a real terminal."""

import os
import pty
import time

from soleus.cli.keyboard import ENTER, KeyKeyboard, LineKeyboard


def piped(text: str) -> LineKeyboard:
    read, write = os.pipe()
    os.write(write, text.encode())
    os.close(write)
    return LineKeyboard(read)


def test_lines_come_whole_and_in_order_until_the_end() -> None:
    keys = piped("no\n\nlast")
    assert [keys.line() for _ in range(4)] == ["no", "", "last", None]
    assert keys.has_ended


def test_the_first_letter_of_a_line_is_its_key() -> None:
    keys = piped("Pause\n\n")
    assert keys.wait(5) == "p"
    assert keys.wait(5) == ENTER


def test_waiting_ends_after_its_time_with_input_or_without() -> None:
    read, write = os.pipe()
    keys = LineKeyboard(read)
    began = time.monotonic()
    assert keys.wait(0.02) is None
    os.close(write)
    assert keys.line() is None
    assert keys.wait(0.02) is None
    assert time.monotonic() - began >= 0.04


def test_single_keys_come_without_enter_and_the_terminal_is_left_as_it_was() -> None:
    import termios

    leader, follower = pty.openpty()
    before = termios.tcgetattr(follower)
    keys = KeyKeyboard(follower)
    assert keys.wait(0) is None
    os.write(leader, b"X")
    assert keys.wait(5) == "x"
    os.write(leader, b"\r")
    assert keys.wait(5) == ENTER
    os.write(leader, b"\x1b[A")
    assert keys.wait(5) is None
    assert keys.wait(0.01) is None
    os.write(leader, b"p")
    time.sleep(0.01)
    assert keys.wait(5) == "p"
    keys.close()
    assert termios.tcgetattr(follower) == before
    os.close(leader)
    os.close(follower)
