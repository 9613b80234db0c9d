"""Checks calendars by the rules of RFC 5545 and by two libraries that calendar programs are built on.

A sound calendar with one fault put into it at a time is checked first: a check that misses its fault fails the suite.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import icalendar

UTC = "%Y%m%dT%H%M%SZ"
ONCE = {"UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "STATUS", "TRANSP", "SUMMARY", "DESCRIPTION", "URL"}


def lines(raw):
    """The form of the file: line ends, lengths, folds between characters."""
    if not raw.endswith(b"\r\n") or re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
        yield "a line does not end in CR LF"
    for number, line in enumerate(raw.split(b"\r\n"), 1):
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"line {number} is folded inside a character"
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", raw):
        yield "there is a control character"


def rules(calendar):
    """What the standards and calendar programs ask for."""
    if calendar.get("VERSION") != "2.0" or not calendar.get("PRODID"):
        yield "no version or no product"
    if "METHOD" in calendar:
        yield "a method makes it an invitation"
    if "REFRESH-INTERVAL" not in calendar or "NAME" not in calendar:
        yield "no name, or no word on when to look again"
    if not calendar.subcomponents:
        yield "it holds nothing"
    uids = [str(event.get("UID")) for event in calendar.walk("VEVENT")]
    if len(set(uids)) != len(uids):
        yield "two events have one identity"
    for event in calendar.walk():
        yield from (f"{event.name}: {name}: {problem}" for name, problem in event.errors)
    for event in calendar.walk("VEVENT"):
        yield from rules_of_event(event, f"event {event.get('SUMMARY')!s}")


def rules_of_event(event, what):
    for name in sorted(ONCE - set(event)):
        yield f"{what}: no {name}"
    for name in sorted(set(event) & ONCE):
        if isinstance(event[name], list):
            yield f"{what}: {name} is there twice"
    if event.errors or not ONCE <= set(event):
        return
    times = ("DTSTAMP", "CREATED", "LAST-MODIFIED", "DTSTART", "DTEND")
    elsewhere = [name for name in times if not re.fullmatch(rb"\d{8}T\d{6}Z", event[name].to_ical())]
    if elsewhere:
        yield f"{what}: {', '.join(elsewhere)} are no times in UTC"
    elif event["DTEND"].dt <= event["DTSTART"].dt:
        yield f"{what}: ends before it starts"
    elif event["LAST-MODIFIED"].dt < event["CREATED"].dt:
        yield f"{what}: changed before it was made"
    if event["TRANSP"] != "TRANSPARENT" or event["STATUS"] not in ("CONFIRMED", "CANCELLED"):
        yield f"{what}: makes people busy, or has an unknown status"


def libical(raw):
    """The faults and events that libical sees."""
    command = ["/usr/bin/python3", Path(__file__).with_name("libical.py")]
    run = subprocess.run(command, input=raw, capture_output=True)
    if run.returncode:
        return {"faults": run.stderr.decode(), "events": []}
    return json.loads(run.stdout)


def agree(calendar, other):
    """Both libraries see the same events."""
    def brief(event):
        return {
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "cancelled": event["STATUS"] == "CANCELLED",
            "start": event["DTSTART"].dt.strftime(UTC),
            "end": event["DTEND"].dt.strftime(UTC),
            "sequence": int(event["SEQUENCE"]),
        }

    if other["faults"]:
        yield f"libical: {other['faults']} faults"
    elif other["events"] != [brief(event) for event in calendar.walk("VEVENT")]:
        yield "libical and icalendar see different events"


def faults_of(raw):
    yield from lines(raw)
    try:
        calendar = icalendar.Calendar.from_ical(raw)
    except ValueError as problem:
        yield f"icalendar: {problem}"
        return
    found = list(rules(calendar))
    yield from found
    if not found:
        yield from agree(calendar, libical(raw))


SOUND = "\r\n".join("""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//A//B//EN
NAME:A
REFRESH-INTERVAL;VALUE=DURATION:PT1H
BEGIN:VEVENT
UID:a
DTSTAMP:20130101T000000Z
CREATED:20130101T000000Z
LAST-MODIFIED:20130101T000000Z
SEQUENCE:0
DTSTART:20130102T000000Z
DTEND:20130102T010000Z
STATUS:CONFIRMED
TRANSP:TRANSPARENT
SUMMARY:A\\, B
DESCRIPTION:C
URL:https://a.example/
END:VEVENT
END:VCALENDAR
""".split("\n")).encode()
PLANTED = [
    ("\r\nUID", "\nUID"), ("SUMMARY:A", "SUMMARY:" + "A" * 70), ("SUMMARY:A", "SUMMARY:\x01"), ("SUMMARY:A", "SUMMARY:\xc3\r\n \xa9"),
    ("VERSION:2.0", "VERSION:2.0\r\nMETHOD:PUBLISH"), ("UID:a\r\n", ""), ("DTSTAMP:20130101T000000Z\r\n", ""),
    ("DTEND:20130102T01", "DTEND:20130102T00"), ("DTSTART:20130102T000000Z", "DTSTART:20130102T000000"), ("SEQUENCE:0", "SEQUENCE:a"),
    ("MODIFIED:2013", "MODIFIED:2012"), ("TRANSPARENT", "OPAQUE"), ("END:VEVENT\r\n", ""), ("STATUS:CONFIRMED", "STATUS:DONE"),
]


def planted():
    yield "the sound calendar", list(faults_of(SOUND))
    for old, new in PLANTED:
        broken = SOUND.replace(old.encode(), new.encode("latin-1"), 1)
        yield f"{old!r} as {new!r}", [] if broken != SOUND and list(faults_of(broken)) else ["the planted fault was not seen"]
    # What the rules above see, libical must see by itself too, for else it was not asked.
    broken = SOUND.replace(b"DTSTART:20130102T000000Z", b"DTSTART:never")
    yield "a time that libical cannot read", [] if libical(broken)["faults"] else ["was not seen"]


def main(sites):
    passed = failed = 0
    checked = list(planted())
    for site in (Path(site) for site in sites if Path(site).name == "public"):
        calendars = sorted(site.rglob("*.ics"))
        if site / "calendar.ics" not in calendars:
            checked.append((site, ["there is no calendar"]))
        checked += [(path, list(faults_of(path.read_bytes()))) for path in calendars]
    for what, faults in checked:
        passed, failed = passed + (not faults), failed + bool(faults)
        for fault in faults:
            print(f"{what}: {fault}")
    print(f"calendars: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
