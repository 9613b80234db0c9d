"""Histories of merges, schedules, failures and races, with the step of a pipeline that decides whether to publish carried out as it is written.
Usage: pipelines.py FILE [HISTORIES]

The rest of a host is acted out here: runs of one group are one after the other, of those that wait only the newest is kept (GitHub) or all are
(GitLab), and each run builds what is newest when it begins. After every run that does not fail, the newest merged revision must be published,
and nothing may ever replace a newer one."""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from ruamel.yaml import YAML

file = Path(sys.argv[1])
histories = int(sys.argv[2]) if len(sys.argv) > 2 else 300
pipeline = YAML(typ="safe").load(file.read_text())
is_github = "jobs" in pipeline
if is_github:
    assert pipeline["concurrency"] == {"group": "publish", "cancel-in-progress": False}, "runs are not one after the other"
    checkout = pipeline["jobs"]["publish"]["steps"][0]["with"]
    assert checkout["ref"] == "main", "a run builds the commit of its event"
    script = next(step["run"] for step in pipeline["jobs"]["due"]["steps"] if step.get("id") == "due")
else:
    assert pipeline["pages"]["resource_group"] == "publish", "runs are not one after the other"
    fetch, script = pipeline["pages"]["script"][:2]
    assert "git checkout --quiet FETCH_HEAD" in fetch, "a run builds the commit of its event"

work = Path(tempfile.mkdtemp())
# The host and the clock, as functions of the shell.
host = 'curl() { cat "$PUBLISHED"; }; git() { echo "$HEAD"; }; date() { echo "$NOW"; }; gh() { echo "$LAST"; }\n'


def clock(minute):
    return f"2026-01-{1 + minute // 1440:02}T{minute // 60 % 24:02}:{minute % 60:02}:00Z"


def is_due(event, head, now, published, last):
    """What the step says of a run that was started by `event` and begins now."""
    output = work / "output"
    output.write_text("")
    answer = work / "published"
    answer.write_text(published or "")
    if published is None:
        answer.unlink()
    names = {
        "PATH": os.environ["PATH"],
        "PUBLISHED": str(answer),
        "NOW": clock(now),
        "HEAD": head,
        "LAST": last,
        "SITE": "https://status.example.com/",
        "GITHUB_OUTPUT": str(output),
        "GITHUB_EVENT_NAME": event,
        "GITHUB_REPOSITORY": "team/status",
        "GITHUB_SHA": head,
        "GITHUB_RUN_ID": "1",
        "CI_PIPELINE_SOURCE": event,
        "CI_PIPELINE_ID": "1",
    }
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", host + script], env=names, capture_output=True, text=True)
    if is_github:
        assert done.returncode == 0, done.stderr
        return output.read_text() == "due=true\n"
    assert done.returncode in (0, 42), done.stderr
    return done.returncode == 0


def play(seed):
    """Plays a history; returns how many runs had nothing to do."""
    dice = random.Random(seed)
    merged, published, next_change, idle = 0, None, 0, 0
    last = "success"
    waiting = []
    free_at = 0
    minute = 0
    while minute < 1440:
        minute += dice.randint(1, 200)
        event = dice.choice(["push", "schedule", "schedule"])
        if event == "push":
            merged += 1
        waiting.append((event, merged))
        if is_github:
            del waiting[:-1]
        if minute < free_at:
            continue
        # Runs that wait begin in any order, each with what is merged when it begins.
        dice.shuffle(waiting)
        for event, of_event in waiting:
            head = f"{merged:040x}"
            named = f"{of_event:040x}" if is_github and dice.random() < 0.2 else head
            said = None
            if published is not None and dice.random() < 0.95:
                said = f'{{"revision":"{published:040x}","built_at":"{clock(0)}","next_change":"{clock(next_change)}"}}\n'
            due = is_due(event, named, minute, said, last)
            if is_github:
                assert due or last == "success", f"history {seed}: nothing is repeated after a failure"
            if dice.random() < 0.3:
                last = "failure"
                continue  # the host, the network or the program fails before the pages are replaced
            last = "success"
            if not due:
                idle += 1
                assert event == "schedule", f"history {seed}: a merge is not published"
                assert minute < next_change, f"history {seed}: a page changes at {clock(next_change)}, and nothing is built"
                assert published == int(named, 16), f"history {seed}: {published} is published, {merged} is merged, and nothing is built"
                continue
            assert published is None or merged >= published, f"history {seed}: {merged} replaces {published}"
            published, next_change = merged, minute + dice.randint(10, 900)
            if dice.random() < 0.1:
                last = "failure"  # a message cannot be delivered
            free_at = minute + dice.randint(1, 40)
        waiting.clear()
    # The next run after the last failure publishes what is newest.
    said = None if published is None else f'{{"revision":"{published:040x}","next_change":"{clock(minute + 5)}"}}'
    if is_due("schedule", f"{merged:040x}", minute, said, last):
        published = merged
    assert published == merged, f"history {seed} ends with {published} instead of {merged}"
    return idle


idle = sum(play(seed) for seed in range(histories))
assert idle > histories // 2, f"only {idle} runs had nothing to do: the histories say little"
print(f"{histories} histories, {idle} runs with nothing to do")
