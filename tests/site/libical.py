"""What libical makes of a calendar, as JSON on one line: its faults and its events. Runs with the system's Python, which has the binding.
Usage: libical.py < calendar.ics
"""

import json
import sys

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as ical  # noqa: E402

root = ical.Component.new_from_string(sys.stdin.buffer.read().decode("utf-8"))
said = {"faults": 1, "events": []}
if root is not None:
    # The check puts what is against the rules into the calendar as faults.
    sound = ical.restriction_check(root) and root.is_valid() and root.isa() == ical.ComponentKind.VCALENDAR_COMPONENT
    said["faults"] = root.count_errors() + (not sound)
    event = root.get_first_component(ical.ComponentKind.VEVENT_COMPONENT)
    while event is not None:
        said["events"].append({
            "uid": event.get_uid(),
            "summary": event.get_summary(),
            "description": event.get_description(),
            "cancelled": event.get_status() == ical.PropertyStatus.CANCELLED,
            "start": event.get_dtstart().as_ical_string(),
            "end": event.get_dtend().as_ical_string(),
            "sequence": event.get_sequence(),
        })
        event = root.get_next_component(ical.ComponentKind.VEVENT_COMPONENT)
print(json.dumps(said))
