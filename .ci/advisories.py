"""The pinned copy of the advisories about the crates in Cargo.lock, for machines that cannot reach the database. Used by .ci/supply.

Usage: advisories.py database FOLDER  makes a database for cargo-deny from the pinned copy
       advisories.py renew DATABASE   makes the pinned copy from a checkout of the whole database
"""

import json
import pathlib
import subprocess
import sys
import tomllib

PINNED = pathlib.Path(".ci/advisories.toml")
HEAD = """\
# Advisories about the crates in Cargo.lock, also those that the locked versions have mended, so that a downgrade is noticed.
# From the database at https://github.com/RustSec/advisory-db, without drafts and advisories that were withdrawn.
# The text of an advisory is at https://rustsec.org/advisories/ID.html.
#
# Renewed by `.ci/supply --renew`, which needs the network. To add one crate by hand: add its name to `crates`, and a line to
# `advisories` for each file in the folder crates/NAME of the database.

# The date of the newest change to the database that is taken into account.
"""


def locked_crates():
    packages = tomllib.loads(pathlib.Path("Cargo.lock").read_text())["package"]
    return sorted({package["name"] for package in packages if "source" in package})


def database(folder):
    pinned = tomllib.loads(PINNED.read_text())
    crates = locked_crates()
    unknown = [name for name in crates if name not in pinned["crates"]]
    for name in unknown:
        print(
            f"{PINNED} (of {pinned['date']}) says nothing about {name}: look it up in the database and add it, "
            "or write the file anew with `.ci/supply --renew`"
        )
    if unknown:
        sys.exit(1)
    for advisory in pinned["advisories"]:
        kind, name = advisory["kind"], advisory["package"]
        file = folder / "crates" / name / f"{advisory['id']}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        informational = "" if kind == "vulnerability" else f'informational = "{kind}"\n'
        file.write_text(
            f'```toml\n[advisory]\nid = "{advisory["id"]}"\npackage = "{name}"\ndate = "{advisory["date"]}"\n{informational}\n'
            f"[versions]\npatched = {json.dumps(advisory['patched'])}\nunaffected = {json.dumps(advisory['unaffected'])}\n```\n\n"
            f"# {name}: {kind}\n"
        )
    print(f"{len(pinned['advisories'])} advisories of {pinned['date']} about {len(crates)} crates")


def renew(checkout):
    date = subprocess.check_output(["git", "-C", checkout, "log", "-1", "--format=%cs"], text=True).strip()
    crates = locked_crates()
    lines = []
    for name in crates:
        for file in sorted((checkout / "crates" / name).glob("RUSTSEC-*.md")):
            head = tomllib.loads(file.read_text().split("```toml\n")[1].split("\n```")[0])
            advisory, versions = head["advisory"], head["versions"]
            if advisory["id"] == "RUSTSEC-0000-0000" or "withdrawn" in advisory:
                continue
            facts = {
                "id": advisory["id"],
                "package": name,
                "date": str(advisory["date"]),
                "kind": advisory.get("informational", "vulnerability"),
                "patched": versions["patched"],
                "unaffected": versions.get("unaffected", []),
            }
            lines.append("  { " + ", ".join(f"{key} = {json.dumps(value)}" for key, value in facts.items()) + " },\n")
    names = "".join(f'  "{name}",\n' for name in crates)
    PINNED.write_text(
        f'{HEAD}date = "{date}"\n\n# The {len(crates)} crates that were looked up, also those without advisories.\n'
        f"crates = [\n{names}]\n\nadvisories = [\n{''.join(lines)}]\n"
    )


{"database": database, "renew": renew}[sys.argv[1]](pathlib.Path(sys.argv[2]))
