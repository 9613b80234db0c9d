"""Edits a site as a team would and publishes it after each edit, while a feed reader and a calendar program are subscribed to it.

The feed reader must show each update once and never an old one again; the calendar must show windows where they are now.
"""

import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

from feeds import Reader, served

EDITS = 200
FEEDS = ["feed.xml", "feed.atom", "feeds/quiet.xml", "components/web/feed.atom"]
BEGAN = datetime(2026, 1, 1, 8, tzinfo=timezone.utc)
PHASES = ["investigating", "identified", "monitoring", "resolved"]


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%MZ")


class Team:
    """A content folder in the hands of people who mend, move and rename. Updates have marks, which are all that stays."""

    def __init__(self, folder, dice):
        self.folder, self.dice = Path(folder), dice
        self.now, self.marks, self.hosts, self.names = BEGAN, 0, 0, 0
        self.incidents = []
        self.told = set()
        self.open_incident()

    def edit(self):
        self.now += timedelta(minutes=self.dice.randint(1, 300))
        self.told = set()
        edits = [self.open_incident, self.mend, self.retitle, self.shuffle, self.remove, self.rename, self.move]
        self.dice.choice(edits + 6 * [self.update])()

    def open_incident(self):
        self.incidents.append({"title": 0, "began": self.now, "updates": []})
        self.add(self.incidents[-1], "investigating")

    def add(self, incident, status):
        self.marks += 1
        self.told.add(f"m{self.marks}")
        incident["updates"].append({"mark": f"m{self.marks}", "at": self.now, "status": status, "version": 0})

    def update(self):
        self.add(self.dice.choice(self.incidents[-3:]), self.dice.choice(PHASES))

    def mend(self):
        self.dice.choice(self.dice.choice(self.incidents)["updates"])["version"] += 1

    def retitle(self):
        self.dice.choice(self.incidents)["title"] += 1

    def shuffle(self):
        self.dice.shuffle(self.dice.choice(self.incidents)["updates"])

    def remove(self):
        updates = self.dice.choice(self.incidents)["updates"]
        if len(updates) > 1:
            updates.pop(self.dice.randrange(len(updates)))

    def rename(self):
        self.names += 1

    def move(self):
        self.hosts += 1

    def write(self):
        content = self.folder / "content"
        shutil.rmtree(content, ignore_errors=True)
        (content / "incidents").mkdir(parents=True)
        (content / "site.yaml").write_text(
            f"version: 1\ntitle: T\nurl: https://h{self.hosts}.example.com/\nsite_id: example\ntime_zone: Etc/UTC\nfeeds: [quiet]\n"
        )
        (content / "components.yaml").write_text(
            f"groups:\n  - id: g\n    name: G\n    components:\n      - {{ id: web, name: N{self.names} }}\n"
        )
        for number, incident in enumerate(self.incidents):
            text = f"title: T{incident['title']}\nstarted: {stamp(incident['began'])}\ncomponents: {{ web: major_outage }}\nupdates:\n"
            for update in incident["updates"]:
                words = f"{update['mark']} in version {update['version']}"
                text += f"  - {{ at: {stamp(update['at'])}, status: {update['status']}, label: {update['mark']}, text: {words} }}\n"
            (content / "incidents" / f"i{number}.yaml").write_text(text)


def publish(program, folder, now):
    run = subprocess.run(
        [program, "-C", folder, "build", "--quiet", "--audience", "public", "--now", stamp(now)], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"the site was not built: {run.stdout}{run.stderr}")


def in_a_reader(program):
    """One reader for each feed; what is unread after a poll is what it shows, and is then read."""
    with tempfile.TemporaryDirectory() as folder:
        team = Team(folder, random.Random(4))
        team.write()
        publish(program, folder, team.now)
        server, address = served(Path(folder) / "output" / "public")
        readers = {}
        for feed in FEEDS:
            home = Path(folder) / "homes" / feed.replace("/", "-")
            home.mkdir(parents=True)
            readers[feed] = Reader(home, address + feed)
        shown = {feed: [] for feed in FEEDS}
        polls = ThreadPoolExecutor(len(FEEDS))
        everything = set()
        for edit in range(EDITS):
            if edit > 0:
                team.edit()
                team.write()
                publish(program, folder, team.now)
            everything |= team.told
            list(polls.map(Reader.poll, readers.values()))
            for feed, reader in readers.items():
                new = [title.split(":")[0] for _, title in reader.unread()]
                reader.read_all()
                shown[feed] += new
                if feed != "feeds/quiet.xml" and sorted(new) != sorted(team.told):
                    yield f"{feed}, edit {edit}: shows {new}, new are {sorted(team.told)}"
        for feed, marks in shown.items():
            if len(set(marks)) != len(marks):
                yield f"{feed}: shows an update again: {marks}"
        if len(everything) < EDITS / 3 or len(shown["feeds/quiet.xml"]) < 10:
            yield f"the edits were too few: {len(everything)} updates"
        server.shutdown()


WORK = """title: Move
scheduled: { start: 2026-02-01T10:00Z, end: 2026-02-01T11:00Z }
components: { web: under_maintenance }
updates:
  - { at: 2026-01-10T10:00Z, status: scheduled, text: Announced. }
"""
STAGES = [
    ("announced", "2026-01-10T11:00Z", "", "Move||2026-02-01 10:00|2026-02-01 11:00"),
    ("moved", "2026-01-11T11:00Z",
     "  - { at: 2026-01-11T10:00Z, scheduled: { start: 2026-02-03T22:30Z, end: 2026-02-04T01:00Z }, text: Later. }\n",
     "Rescheduled: Move||2026-02-03 22:30|2026-02-04 01:00"),
    ("under way, past its end", "2026-02-04T02:00Z",
     "  - { at: 2026-02-03T22:31Z, status: in_progress, text: Now. }\n  - { at: 2026-02-04T01:30Z, status: verifying, text: Longer. }\n",
     "Running past the scheduled end: Move||2026-02-03 22:30|2026-02-04 01:00"),
    ("completed", "2026-02-04T05:00Z", "  - { at: 2026-02-04T04:00Z, status: completed, text: Done. }\n",
     "Completed: Move||2026-02-03 22:30|2026-02-04 01:00"),
    ("scheduled anew", "2026-02-05T11:00Z",
     "  - { at: 2026-02-05T10:00Z, status: scheduled, scheduled: { start: 2026-02-09T10:00Z, end: 2026-02-09T12:00Z }, text: Again. }\n",
     "Rescheduled: Move||2026-02-09 10:00|2026-02-09 12:00"),
    ("cancelled", "2026-02-06T11:00Z", "  - { at: 2026-02-06T10:00Z, status: cancelled, text: Not needed. }\n",
     "Cancelled: Move|CANCELLED|2026-02-09 10:00|2026-02-09 12:00"),
]
KHAL = """[calendars]
[[status]]
path = {home}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = {home}/khal.db
"""


def in_a_calendar(program):
    """After each stage the program has one event, and shows it as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "calendar").mkdir()
        (root / "khal").write_text(KHAL.format(home=folder))
        team = Team(folder, random.Random(4))
        team.write()
        work = root / "content" / "maintenance" / "move.yaml"
        work.parent.mkdir()
        work.write_text(WORK)
        khal = ["khal", "-c", root / "khal"]
        for stage, now, update, expected in STAGES:
            work.write_text(work.read_text() + update)
            publish(program, folder, datetime.strptime(now, "%Y-%m-%dT%H:%MZ"))
            calendar = root / "output" / "public" / "components" / "web" / "calendar.ics"
            subprocess.run([*khal, "import", "--batch", "-a", "status", calendar], capture_output=True, check=True)
            form = "{title}|{cancelled}|{start-long}|{end-long}"
            command = [*khal, "list", "--once", "--notstarted", "-f", form, "--day-format", "", "2026-01-01", "365d"]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().replace("CANCELLED |", "CANCELLED|")
            if said != expected:
                yield f"khal, {stage}: shows {said!r}, not {expected!r}"


INCIDENT = """title: Errors in {name}
started: 2026-01-10T09:00Z
components: {{ web: partial_outage }}
updates:
  - {{ at: 2026-01-10T09:05Z, status: investigating, text: We look. }}
  - {{ at: 2026-01-10T09:30Z, status: resolved, text: It is over. }}
"""


def side_by_side(program):
    """Two new sites with files of the same names, in one feed reader and one calendar program: nothing of either is lost."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "calendar").mkdir()
        (root / "khal").write_text(KHAL.format(home=folder))
        khal = ["khal", "-c", root / "khal"]
        servers, feeds = [], []
        for name in ("one", "two"):
            subprocess.run([program, "new", "site", root / name, "--component", "web=Web"], capture_output=True, check=True)
            files = {"incidents/2026-01-10-errors.yaml": INCIDENT.format(name=name), "maintenance/move.yaml": WORK.replace("Move", f"Move {name}")}
            for path, text in files.items():
                (root / name / "content" / path).parent.mkdir()
                (root / name / "content" / path).write_text(text)
            publish(program, root / name, datetime(2026, 1, 11, tzinfo=timezone.utc))
            public = root / name / "output" / "public"
            server, address = served(public)
            servers.append(server)
            feeds.append(f"{address}feed.xml")
            subprocess.run([*khal, "import", "--batch", "-a", "status", public / "calendar.ics"], capture_output=True, check=True)
        reader = Reader(root, "\n".join(feeds))
        output = reader.poll()
        titles = sorted(title for _, title in reader.unread())
        expected = sorted(f"{phase}: {title} {name}" for name in ("one", "two") for phase, title in
                          (("Investigating", "Errors in"), ("Resolved", "Errors in"), ("Scheduled", "Move")))
        if titles != expected:
            yield f"newsboat shows {titles}, not {expected} {output}"
        command = [*khal, "list", "--once", "--notstarted", "-f", "{title}", "--day-format", "", "2026-01-01", "365d"]
        events = sorted(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[:-1])
        if events != ["Move one", "Move two"]:
            yield f"khal shows {events}"
        for server in servers:
            server.shutdown()


def main(program):
    failed = 0
    suites = {"the feed reader": in_a_reader, "the calendar program": in_a_calendar, "two sites side by side": side_by_side}
    for what, suite in suites.items():
        faults = list(suite(program))
        failed += bool(faults)
        for fault in faults:
            print(f"{what}: {fault}")
    print(f"follow: {len(suites) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
