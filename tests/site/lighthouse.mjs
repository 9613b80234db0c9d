// The scores of Lighthouse, on a phone, for the status page and for the largest page of an incident of each site for customers. A page with
// planted faults is measured too: it must not reach the score.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { addressOf, kindsOf, planted } from "./browser/site.mjs";
import { serve } from "./serve.mjs";

const packages = join(process.env.tools, "package.json");
const { default: lighthouse } = await import(pathToFileURL(createRequire(packages).resolve("lighthouse")));
const chrome = await import(pathToFileURL(createRequire(packages).resolve("chrome-launcher")));

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
// A busy machine makes a page slow for a moment: a page may be measured again before it counts as slow.
const TRIES = 3;

/** The categories in which a page does not have the full score, each with what was found wanting. */
async function measure(url, port) {
  const { lhr } = await lighthouse(url, { port, onlyCategories: CATEGORIES, logLevel: "silent" });
  if (lhr.runtimeError) return [`cannot be measured: ${lhr.runtimeError.message}`];
  return CATEGORIES.filter((id) => lhr.categories[id].score !== 1).map((id) => {
    const wanting = lhr.categories[id].auditRefs.map(({ id: audit }) => lhr.audits[audit])
      .filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode !== "informative");
    return `${id} ${Math.round(lhr.categories[id].score * 100)}: ${wanting.map(({ id: audit, displayValue }) => `${audit} ${displayValue ?? ""}`).join(", ")}`;
  });
}

async function faultsOf(url, port) {
  let faults = [];
  for (let round = 0; round < TRIES; round += 1) {
    faults = await measure(url, port);
    if (faults.every((fault) => !fault.startsWith("performance"))) break;
  }
  return faults;
}

/** Measures pages of a site, served as its host would. */
async function visit(site, names, port, note) {
  const server = await serve(site, { compressed: true });
  const robots = await fetch(`${server.url}/robots.txt`);
  if (!robots.ok || /^(?!User-agent: |Allow: |Sitemap: )./m.test(await robots.text())) note("robots.txt", ["is not as it should be"]);
  for (const name of names) note(name, await faultsOf(server.url + addressOf(name), port));
  // The browser keeps its connections; the server ends with this program.
  server.close();
}

function plantedSite() {
  const site = planted(`<!DOCTYPE html><html><meta name="robots" content="noindex"><h1 style="color: #eee">Planted</h1><img src="gone.png">`);
  mkdirSync(join(site, "api/v2"), { recursive: true });
  writeFileSync(join(site, "api/v2/summary.json"), `{ "page": { "url": "https://planted.test/" } }`);
  writeFileSync(join(site, "_headers"), "");
  writeFileSync(join(site, "404.html"), "");
  return site;
}

const browser = await chrome.launch({
  chromePath: process.env.browser, logLevel: "silent",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const results = new Map();
await visit(plantedSite(), ["index.html"], browser.port, (name, found) => {
  if (name !== "index.html") return;
  const missed = ["accessibility", "best-practices", "seo"].filter((id) => !found.some((fault) => fault.startsWith(id)));
  results.set("planted faults", missed.map((id) => `not seen: ${id} (but ${found})`));
});
for (const site of process.argv.slice(2).filter((site) => basename(site) === "public")) {
  const incident = kindsOf(site).get("incidents/*")?.at(-1);
  await visit(site, ["index.html", incident ?? "index.html"], browser.port, (name, faults) => results.set(join(site, name), faults));
}
await browser.kill();

let failed = 0;
for (const [what, faults] of results) {
  for (const fault of faults) console.log(`${what}: ${fault}`);
  failed += faults.length > 0 ? 1 : 0;
}
console.log(`lighthouse: ${results.size - failed} passed, ${failed} failed`);
process.exit(failed > 0 || results.size < 3 ? 1 : 0);
