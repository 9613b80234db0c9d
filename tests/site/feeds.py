"""Checks feeds by schemas of RSS 2.0 and Atom, by the rules of JSON Feed 1.1, by a parser that many readers use, and by a reader that
subscribes to them.

Sound feeds with one fault put into them at a time are checked first: a check that misses its fault fails the suite.
"""

import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import xml.etree.ElementTree as xml
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser

SCHEMAS = Path(__file__).with_name("schemas")
ATOM = "{http://www.w3.org/2005/Atom}"
KINDS = {"rss": "rss20", "atom": "atom10"}
MOST = {"history.rss": 25, "history.atom": 25}


@dataclass
class Item:
    id: str
    title: str
    link: str
    published: datetime | None
    updated: datetime | None
    html: str


@dataclass
class Feed:
    """What all formats say, each in its own way."""

    own: str
    items: list[Item] = field(default_factory=list)


def kind_of(path):
    """The format of a file, if it is a feed, by what is in it."""
    head = path.read_bytes()[:300].decode("utf-8", "replace")
    if re.search(r"<rss\b", head):
        return "rss"
    if re.search(r"<feed\b", head):
        return "atom"
    return "json" if '"https://jsonfeed.org/version/' in head else None


def rfc822(text):
    """The moment, if the weekday is that of the day."""
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return when if text.startswith(when.strftime("%a, %d %b")) else None


def rfc3339(text):
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text or ""):
        return None
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None


def read_rss(raw):
    channel = xml.fromstring(raw).find("channel")
    get = lambda node, name: (node.findtext(name) or "").strip()
    own = channel.find(f"{ATOM}link")
    items = []
    for node in channel.findall("item"):
        when = rfc822(get(node, "pubDate"))
        items.append(Item(get(node, "guid"), get(node, "title"), get(node, "link"), when, when, get(node, "description")))
    return Feed(own.get("href") if own is not None else "", items)


def read_atom(raw):
    feed = xml.fromstring(raw)
    get = lambda node, name: (node.findtext(ATOM + name) or "").strip()
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    items = []
    for node in feed.findall(f"{ATOM}entry"):
        link = node.find(f"{ATOM}link")
        dates = (rfc3339(get(node, "published")), rfc3339(get(node, "updated")))
        items.append(Item(get(node, "id"), get(node, "title"), link.get("href") if link is not None else "", *dates, get(node, "content")))
    return Feed(own[0] if own else "", items)


def read_json(raw):
    data = json.loads(raw)
    items = []
    for item in data.get("items", []):
        published = rfc3339(item.get("date_published"))
        updated = rfc3339(item["date_modified"]) if "date_modified" in item else published
        items.append(Item(item.get("id"), item.get("title"), item.get("url", ""), published, updated, item.get("content_html", "")))
    return Feed(data.get("feed_url", ""), items)


READ = {"rss": read_rss, "atom": read_atom, "json": read_json}
JSON_FEED = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str, "user_comment": str, "next_url": str,
    "icon": str, "favicon": str, "authors": list, "language": str, "expired": bool, "hubs": list, "items": list,
}
JSON_ITEM = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str, "content_text": str, "summary": str, "image": str,
    "banner_image": str, "date_published": str, "date_modified": str, "authors": list, "tags": list, "language": str, "attachments": list,
}


def schema(raw, kind):
    """XML by its schema, JSON by the specification's list of keys."""
    if kind == "json":
        yield from json_feed(json.loads(raw))
        return
    command = ["xmllint", "--noout", "--nonet", "--relaxng", SCHEMAS / f"{kind}.rng", "-"]
    run = subprocess.run(command, input=raw, capture_output=True)
    if run.returncode:
        yield f"schema: {run.stderr.decode().splitlines()[0]}"


def json_feed(data):
    if data.get("version") != "https://jsonfeed.org/version/1.1":
        yield "the version is not 1.1"
    for what, given, known in [("feed", data, JSON_FEED), *(("item", item, JSON_ITEM) for item in data.get("items", []))]:
        for key, value in given.items():
            if not key.startswith("_") and (key not in known or not isinstance(value, known[key])):
                yield f"{what}: `{key}` is no key of JSON Feed 1.1, or its value is of another type"
    for key in ("title", "home_page_url", "feed_url", "items", "language", "authors"):
        if not data.get(key) and data.get(key) != []:
            yield f"feed: no `{key}`"
    for author in data.get("authors", []):
        if not set(author) <= {"name", "url", "avatar"} or not author:
            yield "feed: an author has other keys than name, url and avatar"


def items(feed, name):
    """What every reader needs of every item."""
    seen, before = set(), None
    if len(feed.items) > MOST.get(name, 50):
        yield f"{len(feed.items)} items"
    for item in feed.items:
        what = f"item {item.title!r}"
        for key in ("id", "title", "link", "published", "updated", "html"):
            if not getattr(item, key):
                yield f"{what}: no {key} that can be read"
        if item.id in seen:
            yield f"{what}: the id {item.id} is there twice"
        seen.add(item.id)
        if item.published and item.updated and item.updated < item.published:
            yield f"{what}: mended before it was published"
        if before and item.published and item.published > before:
            yield f"{what}: newer than the item before it"
        if before and item.published == before:
            yield f"{what}: the date of the item before it, so chat programs drop it"
        before = item.published or before
        if re.search(r"<(script|style|iframe|form|object)\b|\son\w+=", item.html):
            yield f"{what}: the text has markup that readers refuse"
        if re.search(r"<[a-z][^<>]*\b(?:href|src)=\"(?!https?:|mailto:)", item.html):
            yield f"{what}: the text has a relative link"


def parsed(raw, kind, feed):
    """What a parser that many readers use makes of it. It does not know JSON Feed."""
    if kind not in KINDS:
        return
    found = feedparser.parse(raw)
    if found.bozo:
        yield f"feedparser: {found.bozo_exception!r}"
    if found.version != KINDS[kind]:
        yield f"feedparser: takes it for {found.version or 'nothing'}"
    ids = [entry.get("id") for entry in found.entries]
    if ids != [item.id for item in feed.items]:
        yield "feedparser: sees other items"
    for entry, item in zip(found.entries, feed.items):
        if not entry.get("published_parsed"):
            yield f"feedparser: {entry.get('title')}: no date"
        if entry.get("link") != item.link:
            yield f"feedparser: {entry.get('title')}: another link"
        if not (entry.get("summary") or entry.get("content")):
            yield f"feedparser: {entry.get('title')}: no text"


def links(feed, site, root):
    """It knows its own address; every item is a page of the site; links inside the site lead to pages, and to places that they have."""
    inside = [found for item in feed.items for found in re.findall(r'href="([^"]+)"', item.html)]
    own = [feed.own] + [item.link for item in feed.items]
    for link in own + inside:
        if not link.startswith(root):
            if link in own:
                yield f"{link} is outside of {root}"
            continue
        address = urlsplit(link.replace("&amp;", "&"))
        path = site / unquote(address.path.removeprefix(urlsplit(root).path)).lstrip("/")
        page = path / "index.html" if path.is_dir() else path
        if not page.is_file():
            yield f"{link} is no page of the site"
        elif address.fragment and f'id="{unquote(address.fragment)}"' not in page.read_text("utf-8"):
            yield f"{link}: this page has no such anchor"


class Quiet(SimpleHTTPRequestHandler):
    """Says no dates of files: they are in seconds, and files change more often than that here."""

    def send_header(self, keyword, value):
        if keyword != "Last-Modified":
            super().send_header(keyword, value)

    def log_message(self, *_):
        pass


class Reader:
    """A newsboat with a home of its own, that subscribes to one feed. It keeps one article for each guid, whichever feed it is from."""

    def __init__(self, home, address):
        self.home = Path(home)
        (self.home / "urls").write_text(f"{address}\n")
        (self.home / "config").write_text("max-items 0\n")

    def poll(self):
        command = ["newsboat", "-u", self.home / "urls", "-c", self.home / "cache.db", "-C", self.home / "config", "-x", "reload"]
        environment = {"HOME": str(self.home), "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        run = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        return run.stdout + run.stderr

    def unread(self):
        """Guid and title of each unread article."""
        with sqlite3.connect(self.home / "cache.db") as cache:
            return cache.execute("SELECT guid, title FROM rss_item WHERE unread = 1 AND deleted = 0").fetchall()

    def read_all(self):
        with sqlite3.connect(self.home / "cache.db") as cache:
            cache.execute("UPDATE rss_item SET unread = 0")


def served(site):
    """A server of a folder on the machine itself, and its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


def subscribed(site, feeds):
    """A reader subscribes, and every item of a feed arrives as an unread article."""
    server, address = served(site)

    def arrives(path, feed):
        with tempfile.TemporaryDirectory() as home:
            reader = Reader(home, address + str(path.relative_to(site)))
            said = reader.poll()
            arrived = sorted(guid for guid, _ in reader.unread())
        if arrived != sorted(item.id for item in feed.items):
            return f"newsboat: {len(arrived)} unread articles of {path}, {len(feed.items)} expected {said}"

    with ThreadPoolExecutor(4) as pool:
        yield from filter(None, pool.map(arrives, *zip(*feeds.items())))
    server.shutdown()


def faults_of(raw, kind, name, site, root):
    try:
        feed = READ[kind](raw)
    except (xml.ParseError, ValueError, AttributeError, TypeError) as problem:
        yield f"cannot be read: {problem}"
        return
    for check in (schema(raw, kind), items(feed, name), parsed(raw, kind, feed), links(feed, site, root)):
        yield from check


SOUND = {
    "rss": """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>A</title><link>https://a.example/</link>
<description>B</description><language>en</language>
<atom:link href="https://a.example/feed" rel="self" type="application/rss+xml"/>
<item><title>C</title><link>https://a.example/#c</link><guid isPermaLink="false">urn:x:c</guid>
<pubDate>Sat, 30 Jun 2012 03:25:00 +0000</pubDate><description>&lt;p&gt;C&lt;/p&gt;</description></item>
<item><title>D</title><link>https://a.example/</link><guid isPermaLink="false">urn:x:d</guid>
<pubDate>Sat, 30 Jun 2012 03:18:00 +0000</pubDate><description>&lt;p&gt;D&lt;/p&gt;</description></item></channel></rss>""",
    "atom": """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>urn:x:a</id><title>A</title><subtitle>B</subtitle>
<updated>2012-06-30T03:25:00Z</updated><author><name>A</name></author>
<link href="https://a.example/feed" rel="self" type="application/atom+xml"/>
<link href="https://a.example/" rel="alternate" type="text/html"/>
<entry><id>urn:x:c</id><title>C</title><link href="https://a.example/#c" rel="alternate" type="text/html"/>
<published>2012-06-30T03:25:00Z</published><updated>2012-06-30T03:25:00Z</updated><content type="html">&lt;p&gt;C&lt;/p&gt;</content></entry>
<entry><id>urn:x:d</id><title>D</title><link href="https://a.example/" rel="alternate" type="text/html"/>
<published>2012-06-30T03:18:00Z</published><updated>2012-06-30T03:18:00Z</updated><content type="html">&lt;p&gt;D&lt;/p&gt;</content></entry></feed>""",
    "json": """{"version":"https://jsonfeed.org/version/1.1","title":"A","home_page_url":"https://a.example/",
"feed_url":"https://a.example/feed","language":"en","authors":[{"name":"A"}],"items":[
{"id":"urn:x:c","url":"https://a.example/#c","title":"C","content_html":"<p>C</p>","date_published":"2012-06-30T03:25:00Z"},
{"id":"urn:x:d","url":"https://a.example/","title":"D","content_html":"<p>D</p>","date_published":"2012-06-30T03:18:00Z"}]}""",
}
PLANTED = {
    "rss": [
        ("<item>", "<item><extra/>"), ('version="2.0"', 'version="0.9"'), ("<title>A</title>", ""), (">en<", "><"),
        ("Sat, 30 Jun 2012 03:25", "Fri, 30 Jun 2012 03:25"), ("2012 03:25", "12 03:25"), ("03:18", "04:18"), ("03:18", "03:25"), ("x:d<", "x:c<"),
        (' isPermaLink="false"', ""), ("https://a.example/#c", "/c"), ("#c", "#e"),
        ("a.example/</link><guid", "a.example/e/</link><guid"), ("<description>&lt;p&gt;C&lt;/p&gt;</description>", ""),
        ("&lt;p&gt;C", "&lt;a href=&quot;/c&quot;&gt;C"), ("&lt;p&gt;C", "&lt;script&gt;C"), (' rel="self"', ""), ("</channel>", ""),
        ("<title>C", "<title>\x0b"),
    ],
    "atom": [
        (' xml:lang="en"', ""), ("<author><name>A</name></author>", ""), ("x:d<", "x:c<"), ("#c", "#e"), ('type="html"', 'type="text"'),
        ("<published>2012-06-30T03:18", "<published>2012-06-30T04:18"),
        ("T03:18:00Z</published><updated>2012-06-30T03:18", "T03:25:00Z</published><updated>2012-06-30T03:25"), ("03:18:00Z</published>", "03:18:00</published>"),
        ("<updated>2012-06-30T03:18", "<updated>2012-06-30T03:17"), ("&lt;p&gt;C", "&lt;a href=&quot;/c&quot;&gt;C"), ("<entry>", "<entry><extra/>"),
        (' rel="self"', ""), ("<title>C", "<title>\x0b"),
    ],
    "json": [
        ("version/1.1", "version/1"), ('"title":"A",', ""), ('"items"', '"entries"'), ("x:d", "x:c"), ("#c", "#e"), ("03:18:00Z", "03:18"),
        ('"content_html":"<p>C</p>",', ""), ('"id":"urn:x:c"', '"id":1'), ("<p>C", "<a href=\\\"/c\\\">C"), ("03:18", "04:18"), ("03:18", "03:25"),
        ('"language"', '"lang"'), ("]}", "]"),
    ],
}


def planted():
    """A sound feed has no fault, and each planted one is seen."""
    root = "https://a.example/"
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "index.html").write_text('<p id="c">')
        for kind, sound in SOUND.items():
            (site / "feed").write_text(sound)
            yield f"the sound feed ({kind})", list(faults_of(sound.encode(), kind, "feed", site, root))
            for old, new in PLANTED[kind]:
                seen = list(faults_of(sound.replace(old, new, 1).encode(), kind, "feed", site, root))
                yield f"{kind}: {old!r} as {new!r}", [] if seen and old in sound else ["the planted fault was not seen"]
        (site / "feed").write_text(SOUND["rss"])
        missing = {site / "feed": Feed("", READ["rss"](SOUND["rss"]).items[:1])}
        yield "a reader with one article too many", [] if list(subscribed(site, missing)) else ["was not seen"]


def checked(site):
    """Every feed of a site. The address of the site is what its main feed says."""
    found = {path: kind_of(path) for path in sorted(site.rglob("*")) if path.suffix in (".xml", ".rss", ".atom", ".json")}
    found = {path: kind for path, kind in found.items() if kind}
    main = site / "feed.xml"
    if main not in found:
        yield site, ["there is no main feed"]
        return
    root = read_rss(main.read_bytes()).own.removesuffix("feed.xml")
    feeds = {}
    for path, kind in found.items():
        raw = path.read_bytes()
        faults = list(faults_of(raw, kind, path.name, site, root))
        yield path, faults
        if kind != "json" and not any(fault.startswith("cannot be read") for fault in faults):
            feeds[path] = READ[kind](raw)
    if not feeds[main].items:
        yield main, ["there is no item"]
    yield f"{site} in a reader", list(subscribed(site, feeds))


def main(sites):
    passed = failed = 0
    for part in (planted(), *(checked(Path(site)) for site in sites if Path(site).name == "public")):
        for what, faults in part:
            passed, failed = passed + (not faults), failed + bool(faults)
            for fault in faults:
                print(f"{what}: {fault}")
    print(f"feeds: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
