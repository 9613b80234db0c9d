// Follows every link of built sites that stays inside: the file is there, and so is the fragment. Every page is reached by links from the
// first one. What other files (feeds, calendars, the map of the site) say about addresses of the site is true as well.
//
// One page with planted faults is read first; a check that misses its fault fails the suite.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { addressOf, filesOf, leadsTo, planted, read } from "./browser/site.mjs";

const require = createRequire(join(process.env.tools, "package.json"));
const { Parser } = require("htmlparser2");

const NOWHERE = "http://nowhere.test/";
const ADDRESSES = { a: ["href"], area: ["href"], link: ["href"], img: ["src"], script: ["src"], iframe: ["src"], image: ["href"], use: ["href"],
  form: ["action"], blockquote: ["cite"], source: ["src"], object: ["data"] };
// What a reader comes to from outside, never by a link: the page for wrong addresses, the frame for other sites, a mail, an old address.
const fromOutside = (folder, name) =>
  ["404.html", "embed/index.html"].includes(name) || basename(name) === "mail.html" || leadsTo(folder, name) !== undefined;
const TEXTS = /\.(xml|atom|rss|json|ics|txt|csv|md)$|^_redirects$/;

/** What a page links to and what can be linked to in it. */
function outline(html) {
  const found = { links: [], ids: new Set(), canonical: undefined };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (attributes.id !== undefined) found.ids.add(attributes.id);
      if (name === "a" && attributes.name !== undefined) found.ids.add(attributes.name);
      if (name === "link" && attributes.rel === "canonical") found.canonical = attributes.href;
      for (const key of ADDRESSES[name] ?? []) if (attributes[key] !== undefined) found.links.push(attributes[key].trim());
      for (const part of (attributes.srcset ?? "").split(",").filter((part) => part.trim() !== "")) found.links.push(part.trim().split(/\s/)[0]);
      if (name === "meta" && /^og:(image|url)$/.test(attributes.property ?? "")) found.links.push(attributes.content);
    },
  });
  parser.end(html);
  return found;
}

/** A site with where it is published; one that does not say so is at the root of a host that nobody has. */
function load(folder) {
  const files = filesOf(folder);
  const pages = new Map(files.filter((name) => name.endsWith(".html")).map((name) => [name, outline(read(folder, name))]));
  return { folder, files, there: new Set(files), pages, root: new URL("./", pages.get("index.html")?.canonical ?? NOWHERE) };
}

/** The file of a site that an address means; none if it is not of the site. */
function fileAt({ root }, url) {
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
  const path = decodeURIComponent(url.pathname.slice(root.pathname.length));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** What an address of a site is not: there at all, or a place in a page. */
function missing(site, url) {
  const file = fileAt(site, url);
  if (!site.there.has(file)) return "nothing";
  const place = decodeURIComponent(url.hash.slice(1));
  return place === "" || site.pages.get(file)?.ids.has(place) ? null : "no such place";
}

/** All faults of a site, by file; `sites` are those whose pages it may link to, itself included. */
function faultsOf(site, sites) {
  const faults = new Map(site.files.map((name) => [name, []]));
  const neighbours = new Map();
  const say = (name, fault) => faults.get(name).push(fault);
  for (const [name, { links }] of site.pages) {
    const here = new URL(addressOf(name).slice(1), site.root);
    const leads = leadsTo(site.folder, name);
    const inside = [];
    for (const link of leads === undefined ? links : [...links, leads]) {
      if (!URL.canParse(link, here)) {
        say(name, `has no address: ${link}`);
        continue;
      }
      const url = new URL(link, here);
      const home = sites.find((candidate) => fileAt(candidate, url) !== null);
      // A link without a host is meant to stay; one from the root of the host leaves a site that is under a path.
      if (!home && !URL.canParse(link)) say(name, `leaves the site: ${link}`);
      const fault = home && missing(home, url);
      if (fault) say(name, `leads to ${fault}: ${link}`);
      if (home === site) inside.push(fileAt(site, url));
    }
    neighbours.set(name, inside);
  }
  const walked = new Set(["index.html"]);
  for (const name of walked) for (const target of neighbours.get(name) ?? []) walked.add(target);
  for (const name of site.pages.keys())
    if (!walked.has(name) && !fromOutside(site.folder, name)) say(name, "is reached by no link");
  if (site.root.href !== NOWHERE) texts(site, say);
  return faults;
}

/** The addresses of the site in files that are not pages. Lines of calendars are folded, and XML writes its ampersands out. */
function texts(site, say) {
  const address = new RegExp(`${site.root.href.replace(/[.?+]/g, "\\$&")}[^\\s"'<>\\\\)\`,;]*`, "g");
  for (const name of site.files.filter((name) => TEXTS.test(name)))
    for (const [found] of read(site.folder, name).replace(/\r\n[ \t]/g, "").matchAll(address)) {
      const fault = missing(site, new URL(found.replace(/&.*$/, "")));
      if (fault) say(name, `names ${fault}: ${found}`);
    }
}

/** A site with a fault of each sort, and how many of them are not seen. */
function unseen() {
  const site = planted(`<!DOCTYPE html><link rel="canonical" href="https://planted.test/status/"><a href="gone/">gone</a><a href="#gone">gone</a>
    <a href="/">out</a><img src="gone.png"><a href="there/#gone">gone</a><a href="https://elsewhere.test/">elsewhere</a><a href="there/#here">here</a>`);
  for (const name of ["there", "alone"]) {
    mkdirSync(join(site, name));
    writeFileSync(join(site, name, "index.html"), `<p id="here">${name}`);
  }
  writeFileSync(join(site, "feed.xml"), "<link>https://planted.test/status/gone/</link><id>https://planted.test/status/there/#gone</id>");
  const loaded = load(site);
  const found = faultsOf(loaded, [loaded]);
  const wanted = {
    "index.html": ["leads to nothing: gone/", "leads to no such place: #gone", "leaves the site: /", "leads to nothing: gone.png",
      "leads to no such place: there/#gone"],
    "alone/index.html": ["is reached by no link"],
    "there/index.html": [],
    "feed.xml": ["names nothing: https://planted.test/status/gone/", "names no such place: https://planted.test/status/there/#gone"],
  };
  return Object.entries(wanted).filter(([name, faults]) => JSON.stringify(found.get(name)) !== JSON.stringify(faults))
    .map(([name, faults]) => `planted ${name}: ${JSON.stringify(found.get(name))}, not ${JSON.stringify(faults)}`);
}

const lines = unseen();
let [passed, failed] = [0, lines.length];
for (const folder of process.argv.slice(2)) {
  const site = load(folder);
  // The team's site links to the one of the customers beside it.
  const beside = join(dirname(folder), "public");
  const sites = basename(folder) === "internal" && existsSync(beside) ? [site, load(beside)] : [site];
  for (const [name, faults] of faultsOf(site, sites)) {
    lines.push(...[...new Set(faults)].map((fault) => `${join(folder, name)}: ${fault}`));
    if (faults.length > 0) failed += 1;
    else passed += 1;
  }
}
lines.forEach((line) => console.log(line));
console.log(`links: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
