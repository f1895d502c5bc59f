"""A series read back right by three readers that are not ours, over both clock changes (must show 2)."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import recurring_ical_events
from icalendar import Calendar
from playwright.async_api import async_playwright

from staffdev.ics.reading import Span, read_busy
from tests.chromium import chromium
from tests.house.source import ROOT
from tests.ics.meetings import CASES, HIGH, LOW

ICAL_JS = ROOT / ".build" / "test-assets" / "ical.js"
EXPAND = """(text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone"))
    ICAL.TimezoneService.register(zone.getFirstPropertyValue("tzid"), new ICAL.Timezone(zone));
  const parts = calendar.getAllSubcomponents("vevent");
  const [master] = parts.filter(part => !part.hasProperty("recurrence-id"));
  const event = new ICAL.Event(master, { strictExceptions: true });
  for (const part of parts) if (part !== master) event.relateException(new ICAL.Event(part));
  const found = [], dates = event.iterator();
  for (let next = dates.next(); next && found.length < 500; next = dates.next()) {
    const one = event.getOccurrenceDetails(next);
    found.push([one.startDate.toUnixTime(), one.endDate.toUnixTime(), one.startDate.zone.tzid]);
  }
  return found.sort((a, b) => a[0] - b[0]);
}"""
KHAL = """[calendars]
[[own]]
path = {calendar}
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {database}
"""


@pytest.fixture(params=CASES, name="case")
def _case(request):
    return CASES[request.param]


@pytest.mark.anyio
async def test_ical_js_reads_it_with_the_zone_of_the_file(case):
    content, times = case
    assert ICAL_JS.is_file(), "ical.js is not there: run pip install -e . in the folder of staffdev"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        window = await browser.new_page()
        await window.add_script_tag(content=ICAL_JS.read_text("utf-8"))
        found = await window.evaluate(EXPAND, content.decode())
        await browser.close()
    assert [(start, end) for start, end, _ in found] == [(int(a.timestamp()), int(b.timestamp())) for a, b in times]
    assert {zone for *_, zone in found} == {"Europe/Belgrade"}


def test_recurring_ical_events_reads_it(case):
    content, times = case
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(LOW, HIGH)
    assert sorted((one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in found) == times


def test_khal_reads_it(case, tmp_path):
    content, times = case
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "series.ics").write_bytes(content)
    (tmp_path / "config").write_text(KHAL.format(calendar=tmp_path / "own", database=tmp_path / "khal.db"), "utf-8")
    said = subprocess.run(  # noqa: S603 - the reader that pip installed beside us
        [
            *(Path(sys.executable).with_name("khal"), "-c", tmp_path / "config", "list", "--day-format", ""),
            *("--format", "{start-date} {start-time}/{end-date} {end-time}", "2026-09-01", "2028-01-01"),
        ],
        env=os.environ | {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = [
        tuple(datetime.fromisoformat(each).replace(tzinfo=UTC) for each in line.split("/"))
        for line in said.split("\n")
        if line
    ]
    assert sorted(found) == times


def test_our_own_reader_reads_it(case):
    content, times = case
    assert [(one.starts_at, one.ends_at) for one in read_busy(content, Span(LOW, HIGH)).times] == times
