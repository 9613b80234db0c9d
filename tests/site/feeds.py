"""Checks feeds by schemas of RSS 2.0 and Atom, by the rules of JSON Feed 1.1, by what W3C's feed validator warns of, by a parser that
many readers use, and by a reader that subscribes to them.

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
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
from html5lib import HTMLParser

SCHEMAS = Path(__file__).with_name("schemas")
ATOM = "{http://www.w3.org/2005/Atom}"
KINDS = {"rss": "rss20", "atom": "atom10"}
MOST = {"history.rss": 25, "history.atom": 25}

ADDRESS = r"https?://[\w.-]+(?::\d+)?/(?:[\w.~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*"
UUID = "urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# Nothing but this, in this order. So what validators say of other elements cannot apply: enclosures, images, categories, extensions.
CHILDREN = {
    "rss": {
        "rss": "channel",
        "channel": "title link description language atom:link:self( item)*",
        "item": "title link guid pubDate description",
    },
    "atom": {
        "feed": "id title subtitle updated author link:self link:alternate( entry)*",
        "author": "name",
        "entry": "id title link:alternate published updated content",
    },
}
ATTRIBUTES = {
    "rss": {
        "rss": 'version="2.0"',
        "guid": 'isPermaLink="false"',
        "atom:link:self": rf'href="{ADDRESS}" rel="self" type="application/rss\+xml"',
    },
    "atom": {
        "feed": r'\{http://www.w3.org/XML/1998/namespace\}lang="[a-z]{2}"',
        "link:self": rf'href="{ADDRESS}" rel="self" type="application/atom\+xml"',
        "link:alternate": rf'href="{ADDRESS}" rel="alternate" type="text/html"',
        "content": 'type="html"',
    },
}
TIME = r"\d\d:\d\d:\d\d"
VALUES = {
    "link": ADDRESS, "guid": UUID, "id": UUID, "language": "[a-z]{2}", "pubDate": rf"[A-Z]\w\w, \d\d [A-Z]\w\w \d{{4}} {TIME} \+0000",
    "published": rf"\d{{4}}-\d\d-\d\dT{TIME}Z", "updated": rf"\d{{4}}-\d\d-\d\dT{TIME}Z", "content": r".*\S.*", "description": r".*\S.*",
}
NAMESPACES = {"rss": 'xmlns:atom="http://www.w3.org/2005/Atom"', "atom": 'xmlns="http://www.w3.org/2005/Atom"'}
# What texts may have. A validator warns of `role`, `style`, `aria-label` and the like.
TAGS = set("a blockquote br code del div em h1 h2 h3 h4 h5 h6 hr img li ol p pre small strong sup table tbody td th thead tr ul".split())
TAG_ATTRIBUTES = set("alt class height href id loading src start title width".split())


@dataclass
class Site:
    """A built site: its folder, its address, the language of its pages, and when it was built."""

    folder: Path
    root: str
    language: str
    made: datetime

    @classmethod
    def of(cls, folder, root):
        page = (folder / "index.html").read_text("utf-8")
        made = re.search('data-made="([^"]+)"', (folder.parent / "public" / "index.html").read_text("utf-8"))
        return cls(folder, root, re.search('<html lang="([^"]+)"', page)[1], rfc3339(made[1]))


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
    return Feed(own.get("href", "") if own is not None else "", items)


def read_atom(raw):
    feed = xml.fromstring(raw)
    get = lambda node, name: (node.findtext(ATOM + name) or "").strip()
    own = [link.get("href", "") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    items = []
    for node in feed.findall(f"{ATOM}entry"):
        link = node.find(f"{ATOM}link")
        dates = (rfc3339(get(node, "published")), rfc3339(get(node, "updated")))
        items.append(Item(get(node, "id"), get(node, "title"), link.get("href", "") if link is not None else "", *dates, get(node, "content")))
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
        for one in (item.id, item.updated):
            if one in seen:
                yield f"{what}: {one} is there twice"
            seen.add(one)
        if item.published and item.updated and item.updated < item.published:
            yield f"{what}: mended before it was published"
        if before and item.published and item.published > before:
            yield f"{what}: newer than the item before it"
        if before and item.published == before:
            yield f"{what}: the date of the item before it, so chat programs drop it"
        before = item.published or before


def markup(feed):
    """The texts are HTML without a mistake and without anything that readers remove."""
    for item in feed.items:
        what = f"item {item.title!r}: the text"
        parser = HTMLParser()
        for node in parser.parseFragment(item.html).iter():
            tag = "comment" if callable(node.tag) else node.tag.rpartition("}")[2]
            if tag not in TAGS | {"DOCUMENT_FRAGMENT"}:
                yield f"{what} has the element {tag}"
            for name, value in node.attrib.items():
                if name not in TAG_ATTRIBUTES:
                    yield f"{what} has the attribute {name}"
                if name in ("href", "src") and not re.fullmatch(r"(https?:|mailto:)\S+", value):
                    yield f"{what} has a relative link"
        for (line, _), mistake, _ in parser.errors:
            yield f"{what} is no HTML: {mistake} in line {line}"


def document(raw, kind):
    """XML 1.0 in UTF-8, of one namespace, without what XML has besides elements and text, and of a size that validators read."""
    text = raw.decode("utf-8", "replace")
    if not text.startswith('<?xml version="1.0" encoding="utf-8"?>\n<'):
        yield "bytes: they are not UTF-8, or do not say so"
    if re.search("<[!?]", text[2:]):
        yield "bytes: there are declarations, comments or instructions"
    if re.findall(r'xmlns(?::\w+)?="[^"]*"', text) != [NAMESPACES[kind]]:
        yield "bytes: the namespaces are others"
    if len(raw) > 5_000_000:
        yield "bytes: they are more than 5 MB"
    # Readers that take such a text for HTML see the same character in these two references only.
    plain = re.findall(r"<(?:title|subtitle|name)>([^<]*)", text) + re.findall(r"<description>([^<]*)", text)[:1]
    for one in plain:
        if re.search("&(amp|lt);", one):
            yield f"bytes: {one!r} is other words when read as HTML"
        if re.search(r"(<|&#x3C;)[\w.+-]+@[\w.-]+(>|&gt;)", one):
            yield f"bytes: {one!r} has a mail address"


def elements(raw, kind, site):
    """The elements, their attributes and values are those of these tables."""
    name = lambda node: ":".join(filter(None, [node.tag.replace(ATOM, "atom:" if kind == "rss" else ""), node.get("rel")]))
    for node in xml.fromstring(raw).iter():
        here, text, inside = name(node), node.text or "", " ".join(map(name, node))
        attributes = " ".join(f'{key}="{value}"' for key, value in node.attrib.items())
        if not re.fullmatch(CHILDREN[kind].get(here, ""), inside):
            yield f"<{here}>: has the elements {inside}"
        if not re.fullmatch(ATTRIBUTES[kind].get(here, ""), attributes, re.ASCII):
            yield f"<{here}>: has the attributes {attributes}"
        if not re.fullmatch(r"\s*" if inside or "href" in attributes else VALUES.get(here, r"\S(.*\S)?"), text, re.DOTALL | re.ASCII):
            yield f"<{here}>: has the value {text!r}"
        if (node.tail or "").strip():
            yield f"<{here}>: has text behind it"
        if re.search("[\x80-\x9f\ufffd]|[\xc2\xc3][\x80-\xbf]", text + attributes):
            yield f"<{here}>: has characters of a wrong conversion"
        if here in ("pubDate", "published", "updated"):
            when = rfc822(text) or rfc3339(text)
            if not when or not datetime(1990, 1, 1, tzinfo=UTC) <= when <= site.made + timedelta(minutes=10):
                yield f"<{here}>: {text} cannot be true of a page of {site.made}"
        if site.language not in (text, *node.attrib.values()) and (here == "language" or here == "feed"):
            yield f"<{here}>: another language than the pages"


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


def links(feed, path, site):
    """It knows its own address; every item is a page of the site; links inside the site lead to pages, and to places that they have."""
    root = site.root
    if unquote(feed.own) != unquote(root) + path.relative_to(site.folder).as_posix():
        yield f"{feed.own} is not its own address"
    inside = [found for item in feed.items for found in re.findall(r'href="([^"]+)"', item.html)]
    own = [feed.own] + [item.link for item in feed.items]
    for link in own + inside:
        if not link.startswith(root):
            if link in own:
                yield f"{link} is outside of {root}"
            continue
        address = urlsplit(link.replace("&amp;", "&"))
        path = site.folder / unquote(address.path.removeprefix(urlsplit(root).path)).lstrip("/")
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


def faults_of(raw, kind, path, site):
    try:
        feed = READ[kind](raw)
    except (xml.ParseError, ValueError, AttributeError, TypeError) as problem:
        yield f"cannot be read: {problem}"
        return
    # Hosts derive the media type from the name.
    if path.suffix in (".rss", ".atom") and path.suffix != f".{kind}":
        yield f"a feed of {kind} with this name"
    for check in (schema(raw, kind), items(feed, path.name), markup(feed), parsed(raw, kind, feed), links(feed, path, site)):
        yield from check
    if kind != "json":
        yield from document(raw, kind)
        yield from elements(raw, kind, site)


ID = "urn:uuid:00000000-0000-4000-8000-00000000000"
SOUND = {
    "rss": """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>A</title><link>https://a.example/</link>
<description>B</description><language>en</language>
<atom:link href="https://a.example/feed" rel="self" type="application/rss+xml"/>
<item><title>C</title><link>https://a.example/#c</link><guid isPermaLink="false">urn:uuid:00000000-0000-4000-8000-00000000000c</guid>
<pubDate>Sat, 30 Jun 2012 03:25:00 +0000</pubDate><description>&lt;p&gt;C&lt;/p&gt;</description></item>
<item><title>D</title><link>https://a.example/</link><guid isPermaLink="false">urn:uuid:00000000-0000-4000-8000-00000000000d</guid>
<pubDate>Sat, 30 Jun 2012 03:18:00 +0000</pubDate><description>&lt;p&gt;D&lt;/p&gt;</description></item></channel></rss>""",
    "atom": """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>urn:uuid:00000000-0000-4000-8000-00000000000a</id><title>A</title><subtitle>B</subtitle>
<updated>2012-06-30T03:25:00Z</updated><author><name>A</name></author>
<link href="https://a.example/feed" rel="self" type="application/atom+xml"/>
<link href="https://a.example/" rel="alternate" type="text/html"/>
<entry><id>urn:uuid:00000000-0000-4000-8000-00000000000c</id><title>C</title><link href="https://a.example/#c" rel="alternate" type="text/html"/>
<published>2012-06-30T03:25:00Z</published><updated>2012-06-30T03:25:00Z</updated><content type="html">&lt;p&gt;C&lt;/p&gt;</content></entry>
<entry><id>urn:uuid:00000000-0000-4000-8000-00000000000d</id><title>D</title><link href="https://a.example/" rel="alternate" type="text/html"/>
<published>2012-06-30T03:18:00Z</published><updated>2012-06-30T03:18:00Z</updated><content type="html">&lt;p&gt;D&lt;/p&gt;</content></entry></feed>""",
    "json": """{"version":"https://jsonfeed.org/version/1.1","title":"A","home_page_url":"https://a.example/",
"feed_url":"https://a.example/feed","language":"en","authors":[{"name":"A"}],"items":[
{"id":"urn:uuid:00000000-0000-4000-8000-00000000000c","url":"https://a.example/#c","title":"C","content_html":"<p>C</p>","date_published":"2012-06-30T03:25:00Z"},
{"id":"urn:uuid:00000000-0000-4000-8000-00000000000d","url":"https://a.example/","title":"D","content_html":"<p>D</p>","date_published":"2012-06-30T03:18:00Z"}]}""",
}
PLANTED = {
    "rss": [
        ("<item>", "<item><extra/>"), ('version="2.0"', 'version="0.9"'), ("<title>A</title>", ""), (">en<", "><"),
        ("Sat, 30 Jun 2012 03:25", "Fri, 30 Jun 2012 03:25"), ("2012 03:25", "12 03:25"), ("03:18", "04:18"), ("03:18", "03:25"), ("00d<", "00c<"),
        (' isPermaLink="false"', ""), ("https://a.example/#c", "/c"), ("#c", "#e"),
        ("a.example/</link><guid", "a.example/e/</link><guid"), ("<description>&lt;p&gt;C&lt;/p&gt;</description>", ""),
        ("&lt;p&gt;C", "&lt;a href=&quot;/c&quot;&gt;C"), ("&lt;p&gt;C", "&lt;script&gt;C"), (' rel="self"', ""), ("</channel>", ""),
        ("<title>C", "<title>\x0b"),
    ],
    "atom": [
        (' xml:lang="en"', ""), ("<author><name>A</name></author>", ""), ("00d<", "00c<"), ("#c", "#e"), ('type="html"', 'type="text"'),
        ("<published>2012-06-30T03:18", "<published>2012-06-30T04:18"),
        ("T03:18:00Z</published><updated>2012-06-30T03:18", "T03:25:00Z</published><updated>2012-06-30T03:25"),
        ("03:18:00Z</published>", "03:18:00</published>"),
        ("<updated>2012-06-30T03:18", "<updated>2012-06-30T03:17"), ("&lt;p&gt;C", "&lt;a href=&quot;/c&quot;&gt;C"), ("<entry>", "<entry><extra/>"),
        (' rel="self"', ""), ("<title>C", "<title>\x0b"),
    ],
    "json": [
        ("version/1.1", "version/1"), ('"title":"A",', ""), ('"items"', '"entries"'), ("00d", "00c"), ("#c", "#e"), ("03:18:00Z", "03:18"),
        ('"content_html":"<p>C</p>",', ""), (f'"id":"{ID}c"', '"id":1'), ("<p>C", "<a href=\\\"/c\\\">C"), ("03:18", "04:18"), ("03:18", "03:25"),
        ('"language"', '"lang"'), ("]}", "]"),
    ],
}
# What W3C's feed validator warns of. Each is seen by the check that names it.
WARNED = [
    ("bytes: they are not UTF-8", [("rss", 'encoding="utf-8"', 'encoding="iso-8859-1"'), ("atom", 'n="1.0"', 'n="1.1"'), ("atom", "<?", "\ufeff<?")]),
    ("cannot be read", [
        ("rss", "<title>A", "<title>\udcff"), ("atom", "<title>A", "<title>&nbsp;"), ("atom", "</name>", ""), ("rss", "atom:", "a:"),
    ]),
    ("bytes: there are declarations", [
        ("rss", "<rss", "<!DOCTYPE rss>\n<rss"), ("atom", "<id>", "<?import a?><id>"), ("atom", "B<", "<![CDATA[B]]><"),
    ]),
    ("bytes: the namespaces are others", [
        ("rss", "xmlns", 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns'), ("atom", "<id>", '<id xmlns:atom="x:y">'),
    ]),
    ("bytes: they are more than 5 MB", [("rss", "<description>B", "<description>" + "B" * 5_000_000)]),
    ("is other words when read as HTML", [
        ("rss", "<title>C", "<title>&lt;C"), ("rss", "n>B", "n>&amp;copy;"), ("atom", "e>B", "e>&lt;B"), ("atom", "<name>", "<name>&amp;"),
    ]),
    ("has a mail address", [("atom", "<name>A", "<name>A &#x3C;a@a.example&gt;")]),
    ("<channel>: has the elements", [
        ("rss", "</channel>", "<copyright>B</copyright></channel>"), ("rss", "<item>", "<language>en</language><item>"),
    ]),
    ("<item>: has the elements", [("rss", "</pubDate>", '</pubDate><enclosure url="https://a.example/" length="1" type="a/b"/>')]),
    ("<feed>: has the elements", [
        ("atom", "</feed>", "<rights>B</rights></feed>"), ("atom", "<entry>", '<link href="https://a.example/" rel="alternate"/><entry>'),
    ]),
    ("<entry>: has the elements", [
        ("atom", 'rel="alternate" type="text/html"/>\n<pub', 'rel="next" type="text/html"/>\n<pub'), ("atom", "<title>C</title>", ""),
    ]),
    ("<feed>: has the attributes", [("atom", "<feed", '<feed xml:base="https://a.example/"')]),
    ("<content>: has the attributes", [("atom", 'type="html"', 'type="text/html"'), ("atom", 'type="html"', 'type="html" src="https://a.example/"')]),
    ("<guid>: has the attributes", [("rss", "isPermaLink", "permalink"), ("rss", '"false"', '"no"'), ("rss", '"false"', '"true"')]),
    ("link:self>: has the attributes", [
        ("rss", "application/rss+xml", "text/xml"), ("atom", 'href="https://a.example/feed" ', ""), ("atom", "https://a.example/feed", "/feed"),
    ]),
    ("link:alternate>: has the attributes", [
        ("atom", ' type="text/html"', ""), ("atom", '#c"', '#c" title=""'), ("atom", "#c", "{c}"), ("atom", "#c", "%c"),
    ]),
    ("<link>: has the value", [("rss", "https://a.example/#c", "https:#c"), ("rss", "#c", "[c]"), ("rss", "#c", "ü")]),
    ("link:self>: has the value", [("atom", 'atom+xml"/>', 'atom+xml">A</link>')]),
    ("<guid>: has the value", [("rss", ID + "c", "12345678"), ("rss", ID + "c", "urn:x:c c"), ("rss", ID + "c", "tag:A.example,2012:c")]),
    ("<id>: has the value", [
        ("atom", ID + "a", "URN:UUID:1"), ("atom", ID + "a", f" {ID}a"), ("atom", ID + "c", "unknown:c"), ("atom", ID + "c", ""),
    ]),
    ("<title>: has the value", [("rss", ">C<", "><"), ("atom", ">C<", "> <"), ("atom", ">C<", ">\nC<")]),
    ("<name>: has the value", [("atom", "<name>A", "<name>")]),
    ("<updated>: has the value", [("atom", "00Z</updated><author", "00Z </updated><author"), ("atom", "03:25:00Z</updated>", "03:25:00</updated>")]),
    ("<pubDate>: has the value", [("rss", "Sat, 30 Jun 2012 03:25:00 +0000", "30 Jun 2012 03:25 GMT"), ("rss", "+0000", "EST")]),
    ("has text behind it", [("rss", "</guid>", "</guid>x"), ("atom", "</author>", "</author>x")]),
    ("has characters of a wrong conversion", [("rss", "<title>C", "<title>C\x85"), ("rss", "gt;C", "gt;\ufffd"), ("atom", "<name>A", "<name>Ã©")]),
    ("cannot be true", [
        ("rss", "Sat, 30 Jun 2012", "Mon, 30 Jun 2042"), ("atom", "<updated>2012", "<updated>2042"), ("atom", "<published>2012", "<published>1980"),
    ]),
    ("another language than the pages", [("rss", ">en<", ">xx<"), ("atom", '"en"', '"de"')]),
    ("is not its own address", [("rss", "https://a.example/feed", "https://a.example/"), ("atom", "https://a.example/feed", "https://a.example/")]),
    ("is there twice", [("rss", "00d<", "00c<"), ("atom", "00d<", "00c<"), ("atom", "<updated>2012-06-30T03:18", "<updated>2012-06-30T03:25")]),
    ("has the element", [(kind, "gt;C", f"gt;C&lt;{tag}&gt;") for kind in ("rss", "atom") for tag in ("script", "iframe", "svg", "x-y", "!-- c --")]),
    ("has the attribute", [(kind, "p&gt;C", f"p {name}=''&gt;C") for kind in ("rss", "atom") for name in ("role", "style", "onclick", "aria-label")]),
    ("has a relative link", [
        ("rss", "&lt;p&gt;C", "&lt;p&gt;&lt;a href='/c'&gt;C&lt;/a&gt;"), ("atom", "&lt;p&gt;C", "&lt;p&gt;&lt;img src='c.png'&gt;"),
    ]),
    ("is no HTML", [
        ("rss", "&lt;p&gt;C", "&lt;p&gt;&lt;em&gt;C"), ("atom", "&lt;p&gt;C", "&lt;ul&gt;C"), ("atom", "gt;C", "gt;&amp;nope;"),
        ("json", "<p>C", "<p>C</em>"),
    ]),
]


def planted():
    """A sound feed has no fault, and each planted one is seen."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "public" / "feed"
        path.parent.mkdir()
        (path.parent / "index.html").write_text('<html lang="en"><p id="c" data-made="2012-06-30T04:00:00Z">')
        site = Site.of(path.parent, "https://a.example/")
        for kind, sound in SOUND.items():
            path.write_text(sound)
            yield f"the sound feed ({kind})", list(faults_of(sound.encode(), kind, path, site))
        faults = [(kind, old, new, "") for kind, those in PLANTED.items() for old, new in those]
        faults += [(*fault, says) for says, those in WARNED for fault in those]
        for kind, old, new, says in faults:
            raw = SOUND[kind].replace(old, new, 1).encode("utf-8", "surrogateescape")
            seen = any(says in fault for fault in faults_of(raw, kind, path, site))
            yield f"{kind}: {old!r} as {new[:60]!r}", [] if seen and old in SOUND[kind] else [f"the planted fault was not seen {says}"]
        seen = list(faults_of(SOUND["rss"].encode(), "rss", path.with_suffix(".atom"), site))
        yield "RSS in a file that is named Atom", [] if "a feed of rss with this name" in seen else ["was not seen"]
        path.write_text(SOUND["rss"])
        missing = {path: Feed("", READ["rss"](SOUND["rss"]).items[:1])}
        yield "a reader with one article too many", [] if list(subscribed(path.parent, missing)) else ["was not seen"]


def checked(folder):
    """Every feed of a site. The address of the site is what its main feed says."""
    found = {path: kind_of(path) for path in sorted(folder.rglob("*")) if path.suffix in (".xml", ".rss", ".atom", ".json")}
    found = {path: kind for path, kind in found.items() if kind}
    main = folder / "feed.xml"
    if main not in found:
        # The internal site has feeds if it has an address.
        yield folder, ["there is no main feed"] if found or folder.name == "public" else []
        return
    site = Site.of(folder, read_rss(main.read_bytes()).own.removesuffix("feed.xml"))
    feeds = {}
    for path, kind in found.items():
        raw = path.read_bytes()
        faults = list(faults_of(raw, kind, path, site))
        yield path, faults
        if kind != "json" and not any(fault.startswith("cannot be read") for fault in faults):
            feeds[path] = READ[kind](raw)
    if not feeds[main].items and folder.name == "public" and (folder / "incidents").is_dir():
        yield main, ["there is no item"]
    yield f"{folder} in a reader", list(subscribed(folder, feeds))


def main(sites):
    passed = failed = 0
    for part in (planted(), *(checked(Path(site)) for site in sites)):
        for what, faults in part:
            passed, failed = passed + (not faults), failed + bool(faults)
            for fault in faults:
                print(f"{what}: {fault}")
    print(f"feeds: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
