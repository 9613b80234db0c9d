"""Runs commands in which one system call kills the program or fails, and looks at what is left.

A build leaves the old site or the new one, and the next build completes what is missing. `update` leaves the old file or the new one.
A command that exits with 0 has done its work.
"""

import hashlib
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

NOW = "2026-11-20T12:00Z"
# What a build and an update do with files. Memory and threads are left out: the runtime may not survive their failure.
CALLS = [
    "openat", "write", "close", "rename", "renameat2", "linkat", "unlinkat", "unlink", "mkdir", "rmdir", "fsync", "fdatasync",
    "syncfs", "ftruncate", "fchmod", "chmod", "statx", "getdents64", "flock", "lseek", "read", "copy_file_range", "link",
]
ERRORS = ["ENOSPC", "EIO", "EACCES", "EMFILE", "EROFS", "EINTR", "EDQUOT"]
INCIDENT = "incidents/2026-11-20-new.yaml"


class Failure(Exception):
    """What was found to be wrong in a round."""


def run(program, folder, *arguments, inject=None):
    """Runs a command, with a fault in one system call if asked."""
    command = [program, *arguments, "--now", NOW, "-C", str(folder)]
    if inject:
        command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + inject.split(":")[0], "-e", "inject=" + inject, *command]
    # A program that hangs is a fault as well.
    return subprocess.run(command, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)


def must(program, folder, *arguments):
    done = run(program, folder, *arguments)
    if done.returncode != 0:
        raise Failure(f"{arguments[0]} without a fault exits with {done.returncode}: {done.stderr.strip()[-500:]}")


def tree(folder):
    """Each file with a digest, each link with its target. The program's own notes are compared by the next build."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = os.readlink(path)
        elif path.is_file() and not path.name.startswith(".statuary"):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def call_counts(program, folder, *arguments):
    """How often each system call is made by a command that meets no fault."""
    log = folder / "strace.log"
    command = ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=" + ",".join(CALLS), program, *arguments, "--now", NOW, "-C", str(folder)]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    counts = {}
    for line in log.read_text(errors="replace").splitlines():
        call = re.match(r"\d+ +(\w+)\(", line)
        if call:
            counts[call[1]] = counts.get(call[1], 0) + 1
    log.unlink()
    return counts


def fault(counts, chance):
    """A system call of the command, the occurrence of it, and what happens there."""
    call = chance.choice([call for call in CALLS if call in counts])
    when = chance.randint(1, counts[call])
    what = "signal=KILL" if chance.random() < 0.6 else "error=" + chance.choice(ERRORS)
    return f"{call}:{what}:when={when}"


def make_site(folder, incidents):
    content = folder / "content"
    (content / "incidents").mkdir(parents=True)
    (content / "site.yaml").write_text(
        "version: 1\ntitle: Injection\nurl: https://status.example.com/\nsite_id: injection\nsince: 2020-01-01\n"
        "time_zone: Etc/UTC\nlanguage: en\nrules: { first-update-late: off, postmortem-overdue: off }\n"
    )
    (content / "components.yaml").write_text(
        "groups:\n  - id: front\n    name: Front\n    components:\n      - { id: web, name: Web }\n      - { id: api, name: API }\n"
    )
    for number in range(incidents):
        day = f"{2020 + number // 336 % 6}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        (content / f"incidents/{day}-slow-{number}.yaml").write_text(
            f"title: Slow {number}\nstarted: {day}T10:00Z\ncomponents: {{ web: partial_outage }}\nupdates:\n"
            f"  - {{ at: {day}T10:05Z, status: investigating, text: We look into it. }}\n"
            f"  - {{ at: {day}T11:00Z, status: resolved, text: It is over. }}\n"
        )


def add_incident(folder):
    (folder / "content" / INCIDENT).write_text(
        "title: New\nstarted: 2026-11-20T10:00Z\ncomponents: { api: major_outage }\nupdates:\n"
        "  - { at: 2026-11-20T10:05Z, status: investigating, text: We look into it. }\n"
    )


def dead_links(folder):
    """Links between pages of a site that lead nowhere."""
    pages = [path for path in folder.rglob("*.html")]
    dead = []
    for page in pages:
        for link in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text(errors="replace")):
            # Other sites, and pictures inside the page.
            if re.match(r"[a-z]+:", link):
                continue
            target = (folder / link.lstrip("/")) if link.startswith("/") else page.parent / link
            if link.endswith("/"):
                target = target / "index.html"
            if not target.exists():
                dead.append(f"{page.relative_to(folder)} -> {link}")
    return dead


class Builds:
    """Builds over an old site in one output mode: `exchange`, `link` (the site is behind a symbolic link) or `mount`."""

    def __init__(self, program, work, incidents, mode):
        self.program, self.mode, self.folder = program, mode, work / mode
        make_site(self.folder, incidents)
        self.place = self.folder / "output/public"
        if mode == "link":
            (self.folder / "served").mkdir()
            self.place.parent.mkdir()
            self.place.symlink_to(self.folder / "served/site")
            (self.folder / "served/site").mkdir()
        if mode == "mount":
            self.place.mkdir(parents=True)
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(self.place)], check=True)
        self.arguments = ["build", "--quiet", "--audience", "public"]
        must(program, self.folder, *self.arguments)
        self.old = tree(self.place)
        add_incident(self.folder)
        self.keep()
        self.counts = call_counts(program, self.folder, *self.arguments)
        self.new = tree(self.place)
        self.beside = sorted(os.listdir(self.place.parent))
        if self.old == self.new:
            raise Failure("the two sites do not differ")

    def parts(self):
        return [self.folder / name for name in ("output", "served") if (self.folder / name).is_dir()]

    def keep(self):
        """Keeps the output as it is before each round."""
        self.kept = self.folder / "kept"
        self.kept.mkdir()
        for part in self.parts():
            subprocess.run(["cp", "-a", str(part), str(self.kept)], check=True)

    def restore(self):
        for part in self.parts():
            # A mounted folder stays, and what is in it goes.
            command = ["rsync", "-aH", "--checksum", "--delete", f"{self.kept}/{part.name}/", f"{part}/"]
            subprocess.run(command, check=True)

    def round(self, chance):
        self.restore()
        inject = fault(self.counts, chance)
        done = run(self.program, self.folder, *self.arguments, inject=inject)
        left = tree(self.place)
        try:
            if self.mode == "mount":
                self.look_at_mixture(left, is_killed=done.returncode < 0)
            elif left not in (self.old, self.new):
                raise Failure("neither the old site nor the new one")
            if done.returncode == 0 and left != self.new:
                raise Failure("it exited with 0 and the site is not the new one")
            must(self.program, self.folder, *self.arguments)
            if tree(self.place) != self.new:
                raise Failure("the next build does not complete it")
            beside = sorted(os.listdir(self.place.parent))
            # The copy that the next build works in may be missing.
            if not set(beside) <= set(self.beside):
                raise Failure(f"beside the site there is {beside}, and not {self.beside}")
        except Failure as failure:
            raise Failure(f"{self.mode}, {inject}: {failure} (exit {done.returncode}: {done.stderr.strip()[-300:]})") from None

    def look_at_mixture(self, left, is_killed):
        """Files are replaced one by one: each is whole, and no page links to one that is missing.

        A program that is killed cannot remove the one file that it was writing; the next build does.
        """
        for name, digest in left.items():
            if is_killed and name.endswith(".statuary-new"):
                continue
            if digest not in (self.old.get(name), self.new.get(name)):
                raise Failure(f"{name} is neither the old file nor the new one")
        dead = dead_links(self.place)
        if dead:
            raise Failure(f"dead links: {dead[:3]}")

    def close(self):
        if self.mode == "mount":
            subprocess.run(["umount", str(self.place)], check=True)


class Updates:
    """Updates of an incident."""

    def __init__(self, program, work, incidents):
        self.program, self.folder = program, work / "update"
        make_site(self.folder, incidents)
        add_incident(self.folder)
        self.file = self.folder / "content" / INCIDENT
        self.old = self.file.read_bytes()
        self.arguments = ["update", pathlib.Path(INCIDENT).stem, "--status", "resolved", "It is over."]
        self.counts = call_counts(program, self.folder, *self.arguments)
        self.new = self.file.read_bytes()

    def round(self, chance):
        self.file.write_bytes(self.old)
        inject = fault(self.counts, chance)
        done = run(self.program, self.folder, *self.arguments, inject=inject)
        left = self.file.read_bytes()
        wrong = None
        if left not in (self.old, self.new):
            wrong = "neither the old file nor the new one"
        elif done.returncode == 0 and left != self.new:
            wrong = "it exited with 0 and the update is not there"
        elif run(self.program, self.folder, "check").returncode != 0:
            wrong = "the content has errors"
        if wrong:
            raise Failure(f"update, {inject}: {wrong} (exit {done.returncode}: {done.stderr.strip()[-300:]})")

    def close(self):
        pass


def main():
    program = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    incidents = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    seed = int(os.environ.get("SEED", random.randrange(1 << 30)))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        suites = [
            ("update", lambda: Updates(program, work, incidents)),
            *((mode, lambda mode=mode: Builds(program, work, incidents, mode)) for mode in ("exchange", "link", "mount")),
        ]
        for title, make in suites:
            chance = random.Random(f"{seed} {title}")
            suite = make()
            try:
                for number in range(rounds):
                    try:
                        suite.round(chance)
                        passed += 1
                    except (Failure, subprocess.TimeoutExpired) as failure:
                        failed += 1
                        print(f"FAILED, round {number} of {title}, SEED={seed}: {failure}")
            finally:
                suite.close()
            print(f"{title}: {rounds} rounds, system calls {sum(suite.counts.values())}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
