"""Checks feeds by the rules of RSS 2.0, by a parser that many readers use, and by a reader that subscribes to them.

A sound feed with one fault put into it at a time is checked first: a check that misses its fault fails the suite.
"""

import re
import subprocess
import sys
import tempfile
import threading
import xml.etree.ElementTree as xml
from email.utils import parsedate_to_datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
CHANNEL_ONCE = {
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate",
    "generator", "docs", "cloud", "ttl", "image", "rating", "textInput", "skipHours", "skipDays",
}
ITEM_ONCE = {"title", "link", "description", "author", "comments", "enclosure", "guid", "pubDate", "source"}
DATE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)")


def text(element, name):
    return (element.findtext(name) or "").strip()


def once(element, allowed, what):
    """Elements without a namespace are those of the specification, each at most once; categories may repeat."""
    names = [child.tag for child in element if not child.tag.startswith("{") and child.tag not in ("item", "category")]
    for name in sorted(set(names)):
        if name not in allowed:
            yield f"{what}: <{name}> is not of RSS 2.0"
        elif names.count(name) > 1:
            yield f"{what}: <{name}> is there {names.count(name)} times"


def dated(element, name, what):
    """The date of an element, and the fault of one that is written wrong. A wrong weekday is a wrong date."""
    written = text(element, name)
    try:
        when = parsedate_to_datetime(written)
    except ValueError:
        when = None
    if when is None or not DATE.fullmatch(written) or not written.startswith(when.strftime("%a, %d %b")):
        return None, [f"{what}: {written!r} is no date of RFC 822 with four digits of the year"]
    return when, []


def is_whole(address):
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def specification(raw):
    """What RSS 2.0 asks for, and what its best practices ask of a feed whose items are short texts."""
    try:
        rss = xml.fromstring(raw)
    except xml.ParseError as problem:
        yield f"not well-formed: {problem}"
        return
    channels = rss.findall("channel")
    if rss.tag != "rss" or rss.get("version") != "2.0" or len(channels) != 1:
        yield "the root is not <rss version=\"2.0\"> with one <channel>"
        return
    channel = channels[0]
    yield from once(channel, CHANNEL_ONCE, "channel")
    for name in ("title", "link", "description"):
        if not text(channel, name):
            yield f"channel: no <{name}>"
    if not is_whole(text(channel, "link")):
        yield "channel: the link is no whole address"
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", text(channel, "language")):
        yield "channel: no language"
    if not any(link.get("rel") == "self" and is_whole(link.get("href", "")) for link in channel.findall(f"{ATOM}link")):
        yield "channel: does not say its own address"
    for name in ("pubDate", "lastBuildDate"):
        if channel.find(name) is not None:
            yield from dated(channel, name, f"channel <{name}>")[1]
    if not channel.findall("item"):
        yield "channel: no item"
    yield from items(channel)


def items(channel):
    guids, before = set(), None
    for number, item in enumerate(channel.findall("item"), 1):
        what = f"item {number} ({text(item, 'title')})"
        yield from once(item, ITEM_ONCE, what)
        for name in ("title", "link", "description", "guid", "pubDate"):
            if not text(item, name):
                yield f"{what}: no <{name}>"
        guid = text(item, "guid")
        if guid in guids:
            yield f"{what}: the guid {guid} is there twice"
        guids.add(guid)
        permalink = item.find("guid") is None or item.find("guid").get("isPermaLink", "true") == "true"
        if permalink and not is_whole(guid):
            yield f"{what}: the guid {guid!r} is no address and does not say so"
        if not is_whole(text(item, "link")):
            yield f"{what}: the link is no whole address"
        when, faults = dated(item, "pubDate", what)
        yield from faults
        if when and before and when > before:
            yield f"{what}: newer than the item before it"
        before = when or before
        html = text(item, "description")
        if re.search(r"<(script|style|iframe|form|object)\b|\son\w+=", html):
            yield f"{what}: the text has markup that readers refuse"
        if re.search(r"\b(?:href|src)=\"(?!https?:|mailto:)", html):
            yield f"{what}: the text has a relative link"


def parsed(raw):
    """What a parser that many readers use makes of it."""
    feed = feedparser.parse(raw)
    if feed.bozo:
        yield f"feedparser: {feed.bozo_exception!r}"
    if feed.version != "rss20":
        yield f"feedparser: takes it for {feed.version or 'nothing'}"
    ids = [entry.get("id") for entry in feed.entries]
    if len(set(ids)) != len(ids) or None in ids:
        yield "feedparser: items without an id of their own"
    for entry in feed.entries:
        if not entry.get("published_parsed"):
            yield f"feedparser: {entry.get('title')}: no date"
        if not entry.get("summary"):
            yield f"feedparser: {entry.get('title')}: no text"


def links(raw, site):
    """Every item is a page of the site; links inside the site lead to a page of the folder, and to a place that the page has."""
    try:
        rss = xml.fromstring(raw)
    except xml.ParseError:
        return
    home = text(rss, "channel/link")
    own = [link.get("href") for link in rss.iter(f"{ATOM}link")]
    inside = [found for html in rss.iter("description") for found in re.findall(r'href="([^"]+)"', html.text or "")]
    pages = [link.text or "" for link in rss.iter("link")]
    for link in own + pages + inside:
        if not link.startswith(home):
            if link in pages:
                yield f"{link} is outside of {home}"
            continue
        address = urlsplit(urljoin(home, link))
        path = site / unquote(address.path.removeprefix(urlsplit(home).path)).lstrip("/")
        page = path / "index.html" if path.is_dir() else path
        if not page.is_file():
            yield f"{link} is no page of the site"
        elif address.fragment and f'id="{unquote(address.fragment)}"' not in page.read_text("utf-8"):
            yield f"{link}: the page has no such place"


def well_formed(raw):
    run = subprocess.run(["xmllint", "--noout", "--nonet", "-"], input=raw, capture_output=True)
    if run.returncode:
        yield f"xmllint: {run.stderr.decode().splitlines()[0]}"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def subscribed(path, site):
    """A reader subscribes over the network, and every item arrives as an unread article."""
    count = len(feedparser.parse(path.read_bytes()).entries)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "urls").write_text(f"http://127.0.0.1:{server.server_port}/{path.relative_to(site)}\n")
        (home / "config").write_text("max-items 0\n")
        command = ["newsboat", "-u", home / "urls", "-c", home / "cache.db", "-C", home / "config"]
        environment = {"HOME": folder, "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        options = {"env": environment, "stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "timeout": 60}
        subprocess.run([*command, "-x", "reload"], **options)
        said = subprocess.run([*command, "-x", "print-unread"], **options).stdout.strip()
    server.shutdown()
    if said != f"{count} unread articles":
        yield f"newsboat: {said or 'says nothing'}, {count} expected"


SOUND = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>A</title><link>https://a.example/</link>
<description>B</description><language>en</language>
<atom:link href="https://a.example/feed.xml" rel="self" type="application/rss+xml"/>
<item><title>C</title><link>https://a.example/#c</link><guid isPermaLink="false">c</guid>
<pubDate>Sat, 30 Jun 2012 03:25:00 +0000</pubDate><description>&lt;p&gt;C&lt;/p&gt;</description></item>
<item><title>D</title><link>https://a.example/</link><guid isPermaLink="false">d</guid>
<pubDate>Sat, 30 Jun 2012 03:18:00 +0000</pubDate><description>&lt;p&gt;D&lt;/p&gt;</description></item></channel></rss>"""
PLANTED = [
    ("<item>", "<item><extra/>"), ('version="2.0"', 'version="0.9"'), ("<title>A</title>", ""), (">en<", "><"),
    ("Sat, 30 Jun 2012 03:25", "Fri, 30 Jun 2012 03:25"), ("2012 03:25", "12 03:25"), ("03:18", "04:18"), (">d<", ">c<"),
    (' isPermaLink="false"', ""), ("https://a.example/#c", "/c"), ("#c", "#e"), ("a.example/</link><guid", "a.example/e/</link><guid"),
    ("a.example/</link>", "a.example/e/</link>"),
    ("<description>&lt;p&gt;C&lt;/p&gt;</description>", ""), ("&lt;p&gt;C", "&lt;a href=&quot;/c&quot;&gt;C"),
    ("&lt;p&gt;C", "&lt;script&gt;C"), (' rel="self"', ""), ("</channel>", ""), ("<title>C", "<title>\x0b"),
]


def faults_of(raw, site):
    for check in (well_formed(raw), specification(raw), parsed(raw), links(raw, site)):
        yield from check


def planted():
    """The sound feed has no fault, and each planted one is seen."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "index.html").write_text('<p id="c">')
        (site / "feed.xml").write_text(SOUND)
        yield "the sound feed", list(faults_of(SOUND.encode(), site)) + list(subscribed(site / "feed.xml", site))
        for old, new in PLANTED:
            seen = list(faults_of(SOUND.replace(old, new, 1).encode(), site))
            yield f"{old!r} as {new!r}", [] if seen and old in SOUND else ["the planted fault was not seen"]


def main(sites):
    passed = failed = 0
    checked = list(planted())
    for site in map(Path, sites):
        feeds = sorted(site.rglob("*.xml"))
        if not feeds and site.name == "public":
            checked.append((site, ["there is no feed"]))
        for path in feeds:
            checked.append((path, list(faults_of(path.read_bytes(), site)) + list(subscribed(path, site))))
    for what, faults in checked:
        passed, failed = passed + (not faults), failed + bool(faults)
        for fault in faults:
            print(f"{what}: {fault}")
    print(f"feeds: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
