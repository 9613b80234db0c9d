// Opens pages of built sites in a browser, light and dark, on a phone and on a desk. Each must keep the rules of axe (WCAG 2.2 AA and best
// practice), log nothing, keep its own content policy, ask for nothing but itself, and not scroll sideways on a phone.
//
// Nothing is served: the browser's requests are answered from the folder, so what a page asks for outside of it is seen and refused. A
// page with planted faults is opened first; a check that misses its fault fails the suite.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

const require = createRequire(join(process.env.tools, "package.json"));
const { chromium } = require("playwright-core");
const axe = require("axe-core").source;

const HOST = "http://status.test";
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const VIEWS = ["light", "dark"].flatMap((scheme) => [320, 1280].map((width) => ({ scheme, width })));
// One round trip of a network that has just begun to talk.
const FIRST_FLIGHT = 14 * 1024;
const TYPES = { html: "text/html", svg: "image/svg+xml", csv: "text/csv", xml: "application/rss+xml", css: "text/css" };

const PLANTED = `<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src *"><title>Planted</title>
<h1>Planted</h1><img src="https://elsewhere.test/a.png"><p style="color: #eee">pale</p><table><tr><td>${"wide".repeat(99)}</table>`;
const PLANTED_FAULTS = ["axe: image-alt", "axe: landmark-one-main", "asks for", "logs", "breaks its policy", "scrolls sideways"];

const REFRESH = /<meta http-equiv="?refresh"? content="0; ?url=([^"]*)"/i;
const read = (site, name) => readFileSync(join(site, name), "utf8");
const htmlOf = (site) => readdirSync(site, { recursive: true }).filter((name) => name.endsWith(".html")).sort();

/** The largest and the smallest page of each kind; pages whose folders differ in one name only are of one kind. */
function pagesOf(site) {
  const kinds = new Map();
  // A mail is for mail programs: its styles are inline, and its pictures are where they were published.
  const isPage = (name) => !REFRESH.test(read(site, name)) && basename(name) !== "mail.html";
  for (const name of htmlOf(site).filter(isPage)) {
    const folder = dirname(name).split("/");
    const kind = folder.length === 1 ? name : [...folder.slice(0, -1), "*"].join("/");
    kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  }
  const size = (name) => statSync(join(site, name)).size;
  const ends = (names) => {
    const bySize = names.sort((a, b) => size(a) - size(b));
    return new Set([bySize[0], bySize.at(-1)]);
  };
  return [...kinds.values()].flatMap((names) => [...ends(names)]);
}

/** The answer to a request, or nothing if the folder has none. */
function answer(site, url, planted) {
  if (!url.startsWith(HOST + "/")) return null;
  const path = decodeURIComponent(new URL(url).pathname).slice(1);
  if (planted && path === "") return { body: PLANTED, contentType: "text/html; charset=utf-8" };
  const file = join(site, path.endsWith("/") || path === "" ? `${path}index.html` : path);
  const type = TYPES[file.split(".").pop()] ?? "application/octet-stream";
  try {
    return { body: readFileSync(file), contentType: `${type}; charset=utf-8` };
  } catch {
    return null;
  }
}

/** The faults of one page in one view. */
async function look(context, site, address, view, planted = false) {
  const faults = [];
  const page = await context.newPage();
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith("data:")) return route.continue();
    if (url !== HOST + address) faults.push(`asks for ${url}`);
    const found = answer(site, url, planted);
    return found ? route.fulfill(found) : route.abort();
  });
  page.on("console", (message) => faults.push(`logs ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  await page.addInitScript(() => {
    globalThis.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => globalThis.refused.push(event.violatedDirective));
  });
  await page.goto(HOST + address, { waitUntil: "load" });
  const { refused, sideways, policy } = await page.evaluate(() => ({
    refused: globalThis.refused,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    policy: document.querySelector("meta[http-equiv=Content-Security-Policy]")?.content ?? "",
  }));
  faults.push(...refused.map((directive) => `breaks its policy: ${directive}`));
  if (!policy.includes("default-src 'none'")) faults.push("has no policy that begins with nothing");
  if (/unsafe-|\*/.test(policy) && !planted) faults.push(`has a policy with holes: ${policy}`);
  if (view.width === 320 && sideways > 0) faults.push(`scrolls sideways by ${sideways} pixels`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate((values) =>
    globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), RULES);
  for (const rule of violations)
    for (const node of rule.nodes) faults.push(`axe: ${rule.id} (${rule.help}) at ${node.target.join(" ")}: ${node.html}`);
  await page.close();
  return faults;
}

const results = new Map(); // what was looked at, with the views in which each fault shows
async function lookAt(browser, view, sites) {
  const context = await browser.newContext({
    colorScheme: view.scheme,
    viewport: { width: view.width, height: 900 },
    reducedMotion: "reduce",
  });
  const note = (what, faults) => results.set(what, [...(results.get(what) ?? []), ...faults.map((fault) => [fault, view])]);
  if (view.width === 320) {
    const seen = await look(context, "/nowhere", "/", view, true);
    const missed = PLANTED_FAULTS.filter((fault) => !seen.some((found) => found.startsWith(fault)));
    note("planted faults", missed.map((fault) => `not seen: ${fault}`));
  }
  for (const site of sites)
    for (const name of pagesOf(site))
      note(join(site, name), await look(context, site, "/" + name.replace(/(^|\/)index\.html$/, "$1"), view));
  await context.close();
}

const sites = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.browser,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
await Promise.all(VIEWS.map((view) => lookAt(browser, view, sites)));
await browser.close();
for (const site of sites.filter((site) => basename(site) === "public")) {
  const size = gzipSync(readFileSync(join(site, "index.html"))).length;
  const heavy = size > FIRST_FLIGHT ? [[`${size} bytes compressed, at most ${FIRST_FLIGHT} come in one round trip`, {}]] : [];
  results.set(`${join(site, "index.html")} on the network`, heavy);
}

// A page that only leads elsewhere is gone before it can be looked at: the page that it leads to must be there.
for (const site of sites)
  for (const name of htmlOf(site)) {
    const target = REFRESH.exec(read(site, name))?.[1];
    if (target === undefined) continue;
    const there = answer(site, new URL(target, `${HOST}/${name}`).href, false);
    results.set(join(site, name), there ? [] : [[`leads to ${target}, which is not there`, {}]]);
  }

let failed = 0;
for (const [what, found] of results) {
  const views = new Map();
  for (const [fault, view] of found) views.set(fault, [...(views.get(fault) ?? []), `${view.scheme ?? "any"} ${view.width ?? ""}`.trim()]);
  for (const [fault, where] of views) console.log(`${what}: ${fault} (${where.join(", ")})`);
  failed += views.size > 0 ? 1 : 0;
}
console.log(`pages: ${results.size - failed} passed, ${failed} failed`);
process.exit(failed > 0 || results.size < 3 ? 1 : 0);
