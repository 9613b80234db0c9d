"""What a release says about the crates in its program: THIRD-PARTY.txt with their license texts and bom.json, an SBOM in CycloneDX.

Usage: third_party.py TARGET VERSION FOLDER
"""

import json
import pathlib
import re
import subprocess
import sys

LICENSE_FILE = re.compile(r"(un)?licen[cs]e|copying|copyright|notice", re.I)


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def crates(target):
    """The crates that are compiled into the program or run while it is compiled, sorted, with those that each of them uses."""
    # `cargo metadata` also resolves what only tests need, and gives crates the features that only tests turn on.
    tree = output("cargo", "tree", "--locked", "--target", target, "--edges", "normal,build", "--prefix", "none", "--format", "{p}")
    compiled = {tuple(line.split()[:2]) for line in tree.splitlines() if line}
    found = json.loads(output("cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target))
    packages = [package for package in found["packages"] if (package["name"], "v" + package["version"]) in compiled]
    packages.sort(key=lambda package: (package["name"], package["version"]))
    reached = {package["id"] for package in packages}
    uses = {
        node["id"]: {
            dependency["pkg"]
            for dependency in node["deps"]
            if dependency["pkg"] in reached and any(kind["kind"] != "dev" for kind in dependency["dep_kinds"])
        }
        for node in found["resolve"]["nodes"]
    }
    return found["resolve"]["root"], packages, uses


def checksums():
    """SHA-256 of the source of each crate, by name and version."""
    lock = pathlib.Path("Cargo.lock").read_text()
    entry = re.compile(r'name = "(.+)"\nversion = "(.+)"\nsource = .+\nchecksum = "(.+)"')
    return {(name, version): checksum for name, version, checksum in entry.findall(lock)}


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def bom(root, packages, uses, version):
    sums = checksums()
    names = {package["id"]: purl(package) for package in packages}

    def component(package):
        entry = {"type": "library", "bom-ref": purl(package), "name": package["name"], "version": package["version"], "purl": purl(package)}
        if package["license"]:
            # Old crates write `MIT/Apache-2.0`, which is no SPDX expression.
            entry["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
        checksum = sums.get((package["name"], package["version"]))
        if checksum:
            entry["hashes"] = [{"alg": "SHA-256", "content": checksum}]
        return entry

    program = {"type": "application", "bom-ref": names[root], "name": "statuary", "version": version, "purl": f"pkg:cargo/statuary@{version}"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": program},
        "components": [component(package) for package in packages if package["id"] != root],
        "dependencies": [
            {"ref": names[package["id"]], "dependsOn": sorted(names[used] for used in uses[package["id"]])} for package in packages
        ],
    }


def notices(root, packages):
    """Each license text once, below the crates that have it."""
    owners = {}
    for package in packages:
        if package["id"] == root:
            continue
        folder = pathlib.Path(package["manifest_path"]).parent
        files = [path for path in sorted(folder.iterdir()) if path.is_file() and LICENSE_FILE.match(path.name)]
        label = f"{package['name']} {package['version']} ({package['license'] or 'see below'})"
        texts = [path.read_text(errors="replace").strip() for path in files]
        for text in texts or ["The crate names its license and has no text of it."]:
            owners.setdefault(text, []).append(label)
    return "\n\n".join("{}\n\n{}\n{}".format("=" * 80, "\n".join(labels), "\n" + text) for text, labels in owners.items()) + "\n"


def main():
    target, version, folder = sys.argv[1:]
    root, packages, uses = crates(target)
    out = pathlib.Path(folder)
    (out / "THIRD-PARTY.txt").write_text(notices(root, packages), newline="\n")
    (out / "bom.json").write_text(json.dumps(bom(root, packages, uses, version), indent=2) + "\n", newline="\n")


main()
