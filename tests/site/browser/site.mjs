// Built sites as folders: their pages by kind, and the answers to a browser's requests.
import { mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

export const HOST = "http://status.test";
const TYPES = { html: "text/html", svg: "image/svg+xml", csv: "text/csv", xml: "application/rss+xml", css: "text/css" };
const REFRESH = /<meta http-equiv="?refresh"? content="0; ?url=([^"]*)"/i;

export const read = (site, name) => readFileSync(join(site, name), "utf8");
export const filesOf = (site) =>
  readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(site.length + 1))
    .sort();
export const addressOf = (name) => "/" + name.replace(/(^|\/)index\.html$/, "$1");
/** Where a page sends its readers at once, if it does. */
export const leadsTo = (site, name) => REFRESH.exec(read(site, name))?.[1];

/** All pages that people read: a mail is for mail programs, and a page that leads elsewhere is gone before it can be read. */
export const pagesOf = (site) =>
  filesOf(site).filter((name) => name.endsWith(".html") && basename(name) !== "mail.html" && leadsTo(site, name) === undefined);

/** What kind of page it is: pages whose folders differ below the first one are of one kind, but weeks are not quarters. */
export function kindOf(name) {
  const [first, ...rest] = dirname(name).split("/");
  return rest.length === 0 ? name : [first, ...rest.map((part) => (/^\d{4}-[WQ]/.test(part) ? part[5] : "*"))].join("/");
}

/** The pages of each kind, the smallest first. Few reports have labels of a machine: those that do are of a kind of their own. */
export function kindsOf(site) {
  const size = (name) => statSync(join(site, name)).size;
  const kinds = new Map();
  for (const name of pagesOf(site).sort((a, b) => size(a) - size(b))) {
    const kind = kindOf(name) + (read(site, name).includes("<h2>Machine labels</h2>") ? " with labels" : "");
    kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  }
  return kinds;
}
/** The largest page of each kind. */
export const largest = (site) => [...kindsOf(site).values()].map((names) => names.at(-1));
/** The largest and the smallest page of each kind. */
export const ends = (site) => [...kindsOf(site).values()].flatMap((names) => [...new Set([names[0], names.at(-1)])]);

/** A site of one page. */
export function planted(html) {
  const site = mkdtempSync(join(tmpdir(), "planted-"));
  writeFileSync(join(site, "index.html"), html);
  return site;
}

/** The answer to a request, or nothing if the folder has none. */
export function answer(site, url) {
  if (!url.startsWith(HOST + "/")) return null;
  const path = decodeURIComponent(new URL(url).pathname).slice(1);
  const file = join(site, path.endsWith("/") || path === "" ? `${path}index.html` : path);
  const type = TYPES[file.split(".").pop()] ?? "application/octet-stream";
  try {
    return { body: readFileSync(file), contentType: `${type}; charset=utf-8` };
  } catch {
    return null;
  }
}

/** Has the requests of a page or of all pages of a context answered from the folder. `seen` is told of each one. */
export async function answerFrom(site, target, seen = () => {}) {
  await target.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith("data:")) return route.continue();
    seen(url);
    const found = answer(site, url);
    return found ? route.fulfill(found) : route.abort();
  });
}
