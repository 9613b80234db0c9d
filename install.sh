#!/bin/sh
# Installs a release of statuary after comparing its checksum. Usage: install.sh [--to DIR] [--sha256 SUM] [VERSION]
# --to DIR      where to put the program (default: ~/.local/bin)
# --sha256 SUM  the checksum of the archive that you expect; without it, that of the file SHA256SUMS of the release
# VERSION       such as 0.1.0 (default: the newest release)
# STATUARY_RELEASES is the address of the releases, for example of a mirror.
set -eu

releases=${STATUARY_RELEASES:-https://github.com/example/statuary/releases/download}
to=${HOME:-/root}/.local/bin
sum=
version=

die() {
  echo "install.sh: $*" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --to) to=${2:?}; shift 2 ;;
    --sha256) sum=${2:?}; shift 2 ;;
    -*) die "unknown option $1" ;;
    *) version=${1#v}; shift ;;
  esac
done

# fetch ADDRESS FILE
fetch() {
  if command -v curl >/dev/null; then
    curl --fail --silent --show-error --location --retry 3 --output "$2" "$1"
  else
    wget -q -O "$2" "$1"
  fi
}

checksum() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

case $(uname -s) in
  Linux) system=unknown-linux-musl ;;
  Darwin) system=apple-darwin ;;
  MINGW* | MSYS* | CYGWIN*) system=pc-windows-gnu ;;
  *) die "there is no release for $(uname -s); compile it with: cargo install --locked statuary" ;;
esac
case $(uname -m) in
  x86_64 | amd64) machine=x86_64 ;;
  aarch64 | arm64) machine=aarch64 ;;
  *) die "there is no release for $(uname -m); compile it with: cargo install --locked statuary" ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "$version" ]; then
  fetch "${releases%/download}/latest/download/VERSION" "$work/VERSION" || die "cannot find the newest release; name a version"
  version=$(cat "$work/VERSION")
fi
name=statuary-$version-$machine-$system
archive=$name.tar.gz
fetch "$releases/v$version/$archive" "$work/$archive" || die "there is no $archive in release $version"
if [ -z "$sum" ]; then
  fetch "$releases/v$version/SHA256SUMS" "$work/SHA256SUMS" || die "release $version has no checksums"
  sum=$(sed -n "s/^\([0-9a-f]\{64\}\)  $archive\$/\1/p" "$work/SHA256SUMS")
  [ -n "$sum" ] || die "the checksums of release $version do not list $archive"
fi
found=$(checksum "$work/$archive")
[ "$found" = "$sum" ] || die "the checksum of $archive is $found instead of $sum; nothing was installed"
tar -xzf "$work/$archive" -C "$work"
program=statuary
[ "$system" = pc-windows-gnu ] && program=statuary.exe
mkdir -p "$to"
# First beside the old one: a program that runs cannot be overwritten, but replaced.
cp "$work/$name/$program" "$to/.$program.new"
chmod 755 "$to/.$program.new"
mv -f "$to/.$program.new" "$to/$program"
"$to/$program" --version
