# shellcheck shell=bash
# The programs that the suites call. Sourced by each of them; what is there already is not installed again.
#
# What the system's package manager does not have in one fixed version is pinned in the lists beside this file, and goes to a folder of
# its own outside of the checkout. A program that cannot be installed ends the suite: a check that did not run has not passed.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=${STATUARY_TOOLS:-$HOME/.cache/statuary-site-tools}
mkdir -p "$tools"

die() {
  echo "$*" >&2
  exit 2
}

# need_package COMMAND PACKAGE: a package of the system, unless the command is there.
need_package() {
  command -v "$1" >/dev/null || install_package "$2"
}

install_package() {
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  {
    "${as_root[@]}" apt-get update -q &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "$1"
  } </dev/null >"$tools/apt.log" 2>&1 || die "cannot install $1: $(tail -n 3 "$tools/apt.log")"
}

# is_fresh LIST: whether what the list names was installed from this very list.
is_fresh() {
  cmp -s "$here/$1" "$tools/installed-$1"
}

need_node_packages() {
  need_package node nodejs
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || die "node 20 or newer is needed, this is $(node --version)"
  is_fresh package-lock.json && return
  need_package npm npm
  cp "$here/package.json" "$here/package-lock.json" "$tools/"
  npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund </dev/null >"$tools/npm.log" 2>&1 ||
    die "cannot install the packages of package-lock.json: $(tail -n 3 "$tools/npm.log")"
  cp "$here/package-lock.json" "$tools/installed-package-lock.json"
}

need_python_packages() {
  need_package python3 python3
  is_fresh requirements.txt && return
  python3 -c 'import ensurepip, venv' 2>/dev/null || install_package python3-venv
  python3 -m venv --clear "$tools/venv" || die "cannot make a folder for Python packages"
  "$tools/venv/bin/pip" install -q --disable-pip-version-check --require-hashes -r "$here/requirements.txt" \
    </dev/null >"$tools/pip.log" 2>&1 || die "cannot install the packages of requirements.txt: $(tail -n 3 "$tools/pip.log")"
  cp "$here/requirements.txt" "$tools/installed-requirements.txt"
}

# The library that desktop calendars are built on, for the system's own Python.
need_libical() {
  local binding='import gi; gi.require_version("ICalGLib", "3.0"); from gi.repository import ICalGLib'
  [ -x /usr/bin/python3 ] || install_package python3
  /usr/bin/python3 -c "$binding" 2>/dev/null && return
  install_package python3-gi
  install_package gir1.2-ical-3.0
  /usr/bin/python3 -c "$binding" || die "libical cannot be used from Python"
}

# The names under which systems have the browser. It is a path afterwards, in $browser.
need_browser() {
  local name
  for name in chromium google-chrome chromium-browser; do
    browser=$(command -v "$name") && export browser && return
  done
  need_package chromium chromium
  browser=$(command -v chromium) || die "there is no browser"
  export browser
}

# need_font FAMILY PACKAGE
need_font() {
  need_package fc-list fontconfig
  [ -n "$(fc-list "$1")" ] || install_package "$2"
}

need_java() {
  need_package java default-jre-headless
  local version
  version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] || die "Java 17 or newer is needed, this is ${version:-unknown}"
}

# sites OUTPUT_DIR...: the folders `public` and `internal` of each, as absolute paths in $sites.
sites() {
  [ $# -gt 0 ] || die "usage: $(basename "$0") OUTPUT_DIR..."
  sites=()
  local output site
  for output in "$@"; do
    # One site of an output folder may be named by itself.
    if [ -f "$output/index.html" ]; then
      sites+=("$(cd "$output" && pwd)")
      continue
    fi
    for site in public internal; do
      [ -f "$output/$site/index.html" ] || die "$output/$site is not a built site"
      sites+=("$(cd "$output/$site" && pwd)")
    done
  done
}
