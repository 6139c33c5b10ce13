"""The metronome in a real browser: three minutes rendered and listened to, half of one live."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from session.samples import script_of

STATIC = Path(__file__).parents[2] / "src/soleus/web/static"
MOST_DRIFT_SECONDS = 0.010
"""What a person is promised over three minutes."""
MOST_TRIES = 3
"""A machine may hold a page back for longer than the metronome plans ahead; not each time."""

RENDER = """
async (script) => {
  const { createMetronome } = await import("/js/session/metronome.js");
  const progress = await import("/js/session/progress.js");
  const rate = 48000;
  const context = new OfflineAudioContext(1, 190 * rate, rate);
  // the clock of an offline context stands still until it renders, so the time is lent to it
  let now = 0;
  const lent = new Proxy(context, {
    get: (target, key) => {
      if (key === "currentTime") return now;
      const value = target[key];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const metronome = createMetronome({ context: lent, destination: context.destination });
  let stays = [progress.stay(0)];
  metronome.start(0);
  for (let n = 0; !progress.isDone(script, stays); n += 1) {
    metronome.plan(script, stays, 0.25);
    const step = 0.02 + 0.2 * ((n * 0.618034) % 1); // a timer that comes as it likes
    now += step;
    stays = progress.spend(script, stays, step);
  }
  const samples = (await context.startRendering()).getChannelData(0);
  const onsets = [];
  let quietSince = -1;
  for (let i = 0; i < samples.length; i += 1) {
    if (Math.abs(samples[i]) < 0.02) continue;
    if (i - quietSince > 0.05 * rate || quietSince < 0) onsets.push(i / rate);
    quietSince = i;
  }
  return onsets;
}
"""

LIVE = """
async ([script, seconds]) => {
  const { createMetronome } = await import("/js/session/metronome.js");
  const progress = await import("/js/session/progress.js");
  const context = new AudioContext();
  await context.resume();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const heard = []; // when each tone leaves the machine, by the page's clock
  let running = 0; // the page's clock at running time 0
  const make = context.createOscillator.bind(context);
  context.createOscillator = () => {
    const source = make();
    const start = source.start.bind(source);
    source.start = (at) => {
      const stamp = context.getOutputTimestamp();
      const then = stamp.performanceTime + (at - stamp.contextTime) * 1000;
      heard.push((then - running) / 1000);
      start(at);
    };
    return source;
  };
  const metronome = createMetronome({ context });
  let stays = [progress.stay(0)];
  let before = performance.now();
  running = before;
  metronome.start(0);
  const tick = () => {
    const now = performance.now();
    stays = progress.spend(script, stays, (now - before) / 1000);
    before = now;
    metronome.plan(script, stays, 0.25, (performance.now() - now) / 1000);
  };
  tick();
  const timer = setInterval(tick, 50);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  clearInterval(timer);
  return heard;
}
"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(STATIC)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    page = chromium.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/js/session/README.md")
    yield page
    page.close()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.browser
def test_three_minutes_of_beats_drift_less_than_ten_milliseconds(page: Page) -> None:
    script = script_of("ankle_pumps")
    get_ready, pump = script.segments[:2]
    expected = sorted(
        start + beat.at(number)
        for start, segment in ((0.0, get_ready), (5.0, pump))
        for beat in segment.beats
        for number in range(beat.count or 0)
    )
    heard = page.evaluate(RENDER, script.as_dict())[: len(expected)]
    assert len(heard) == 5 + 2 * 180
    lag = heard[0] - expected[0]
    drift = max(abs(at - lag - then) for at, then in zip(heard, expected, strict=True))
    assert drift < MOST_DRIFT_SECONDS


def live_drift(page: Page, seconds: float) -> float:
    """Return how far a tone strays from its moment, by the page's clock, over a live session."""
    heard: list[float] = page.evaluate(LIVE, [script_of("ankle_pumps").as_dict(), seconds])[1:]
    expected = [1.0, 2, 3, 4, *(5 + half / 2 for half in range(2 * 180))][: len(heard)]
    assert len(heard) > seconds
    lags = [at - then for at, then in zip(heard, expected, strict=True)]
    middle = sorted(lags)[len(lags) // 2]
    return max(abs(lag - middle) for lag in lags)


@pytest.mark.browser
def test_live_beats_keep_to_the_clock(page: Page) -> None:
    assert any(live_drift(page, 30) < MOST_DRIFT_SECONDS for _ in range(MOST_TRIES))
