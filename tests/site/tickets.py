"""Samples each export of a folder, month by month and by each label, and compares the population with a count of rows by Python's csv module.

The columns are those that `new product --from` recognizes. Each drawn list is also compared with one drawn here by SHA-256, as the manual says.
"""

import csv
import hashlib
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

program, folder = sys.argv[1], Path(sys.argv[2])
exports = sorted(folder.glob("*.csv"))
faults = []
compared = 0


def run(site, *arguments):
    done = subprocess.run([program, *arguments], cwd=site, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def setting(text, key):
    return re.search(rf"^ *{key}: (.+)$", text, re.MULTILINE).group(1).strip("'\"")


for export in exports:
    with tempfile.TemporaryDirectory() as place:
        site = Path(place) / "site"
        run(place, "new", "site", "site", "--quiet")
        code, said = run(site, "new", "product", "desk", "--from", str(export))
        product = site / "content/internal/reports/desk/product.yaml"
        if code != 0:
            faults.append(f"{export.name}: {said}")
            continue
        written = product.read_text()
        number, created = setting(written, "id"), setting(written, "created")
        seed = setting((site / "content/site.yaml").read_text(), "sample_seed")
        with export.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        label_column = next((name for name in ("labels", "Labels", "tags", "Tags") if name in rows[0]), None)
        labels = {label.strip() for row in rows for label in row.get(label_column or "", "").split(",")} - {""}
        for label in [None, *sorted(labels)]:
            only = "" if label is None else f"\n  only: {{ {label_column}: {label} }}"
            product.write_text(written.replace(f"  created: {created}", f"  created: {created}{only}"))
            months = defaultdict(set)
            for row in rows:
                own = [one.strip() for one in row.get(label_column or "", "").split(",")]
                if label is None or label in own:
                    months[row[created][:7]].add(row[number])
            for month, ids in sorted(months.items()):
                sheet = site / f"content/internal/reports/desk/{month}.yaml"
                code, said = run(site, "sample", "desk", month, str(export), "--now", "2099-01-01T00:00Z")
                if code != 0:
                    faults.append(f"{export.name} {label} {month}: {said}")
                    continue
                text = sheet.read_text()
                population = int(re.search(r"^population: (\d+)", text, re.MULTILINE).group(1))
                drawn = re.findall(r"^  - id: \"(.*)\"$", text, re.MULTILINE)
                key = lambda one: (hashlib.sha256(f"{seed}|desk|{month}|{one}".encode()).hexdigest(), one)
                if population != len(ids) or drawn != sorted(ids, key=key)[: len(drawn)]:
                    faults.append(f"{export.name} {label} {month}: {population} tickets, and there are {len(ids)}: {drawn}")
                compared += 1
                sheet.unlink()

for fault in faults:
    print(fault)
print(f"{len(exports)} exports, {compared} samples compared, {len(faults)} faults")
sys.exit(1 if faults or compared == 0 else 0)
