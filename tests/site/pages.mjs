// Opens the pages of built sites in browsers, as people have them: light and dark, on a phone and on a desk (`browser/look.mjs`), enlarged
// and without a script (`browser/plain.mjs`), with a keyboard alone (`browser/keys.mjs`), as text (`browser/text.mjs`), later or elsewhere
// (`browser/script.mjs`), on the first screen of a phone (`browser/first.mjs`), and compared with pictures of them (`browser/kept.mjs`).
//
// Nothing is served: the browser's requests are answered from the folder, so what a page asks for outside of it is seen and refused. Each
// part is first shown pages with planted faults; a part that misses one fails the suite. PARTS names the parts to run, if not all.
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { first, plantedFirst } from "./browser/first.mjs";
import { kept, plantedKept } from "./browser/kept.mjs";
import { keys, plantedKeys } from "./browser/keys.mjs";
import { VIEWS, lookAt, plantedLook } from "./browser/look.mjs";
import { plain, plantedPlain } from "./browser/plain.mjs";
import { plantedScript, script } from "./browser/script.mjs";
import { ends, kindsOf, largest, pagesOf } from "./browser/site.mjs";
import { plantedText, text } from "./browser/text.mjs";

const require = createRequire(join(process.env.tools, "package.json"));
const { chromium } = require("playwright-core");

// The kinds of pages that the sites together must have, so that none goes unlooked at. A free page is of a kind of its own.
const KINDS = {
  public: ["index.html", "incidents/*", "maintenance/*", "postmortems/*", "components/*", "history/index.html", "history/*", "notices/*",
    "subscribe/index.html", "data/index.html", "support/index.html", "404.html", "embed/index.html"],
  internal: ["index.html", "incidents/index.html", "scorecard/index.html", "reports/*", "reports/*/*", "reports/*/*/*", "reports/*/W", "reports/*/W with labels", "reports/*/Q", "services/index.html",
    "services/*", "on-call/index.html", "digest/index.html", "digest/W", "dictionary/index.html"],
};

const sites = process.argv.slice(2);
const results = new Map(); // what was looked at, with its faults
const note = (what, faults) => results.set(what, [...(results.get(what) ?? []), ...faults]);
const noteIn = (site) => (name, faults) => note(join(site, name), faults);
const noteOf = (part) => (faults) => note(`planted faults of ${part}`, faults);

function kinds() {
  for (const [half, wanted] of Object.entries(KINDS)) {
    const there = new Set(sites.filter((site) => basename(site) === half).flatMap((site) => [...kindsOf(site).keys()]));
    if (there.size > 0) note(`kinds of ${half} pages`, wanted.filter((kind) => !there.has(kind)).map((kind) => `there is none: ${kind}`));
  }
}

const PARTS = {
  async look(browser) {
    await plantedLook(browser, noteOf("look"));
    // The first two outputs are of the default theme in English. Others differ in words or theme alone: two views show what that does.
    const main = [...new Set(sites.map(dirname))].slice(0, 2);
    await Promise.all(VIEWS.map(async (view) => {
      const isApart = (view.scheme === "light") === (view.width === 320);
      for (const site of sites.filter((site) => isApart || main.includes(dirname(site)))) {
        const names = isApart && main.includes(dirname(site)) ? ends(site) : largest(site);
        await lookAt(browser, view, site, names, noteIn(site));
      }
    }));
  },
  async plain(browser) {
    await plantedPlain(browser, noteOf("plain"));
    await Promise.all(sites.map((site) => plain(browser, site, pagesOf(site), noteIn(site))));
  },
  async keys(browser) {
    await plantedKeys(browser, noteOf("keys"));
    await Promise.all(sites.map((site) => keys(browser, site, largest(site), noteIn(site))));
  },
  async text() {
    plantedText(noteOf("text"));
    for (const site of sites) text(site, pagesOf(site), noteIn(site));
  },
  async script(browser) {
    await plantedScript(browser, noteOf("script"));
    const seen = await Promise.all(sites.filter((site) => basename(site) === "public").map((site) => script(browser, site, noteIn(site))));
    for (const what of ["times", "turns"]) note(`${what} of the script`, seen.some((one) => one[what]) ? [] : ["no site shows them"]);
  },
  async first(browser) {
    await plantedFirst(browser, noteOf("first"));
    const open = await Promise.all(sites.filter((site) => basename(site) === "public").map((site) => first(browser, site, noteIn(site))));
    note("first screens of open incidents", open.some((count) => count > 0) ? [] : ["no site has an open incident"]);
  },
  async kept(browser) {
    await plantedKept(browser, sites, noteOf("kept"));
    await kept(browser, sites, note);
  },
};

kinds();
const browser = await chromium.launch({
  executablePath: process.env.browser,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
for (const part of process.env.PARTS?.split(" ") ?? Object.keys(PARTS)) {
  const began = Date.now();
  await PARTS[part](browser);
  console.log(`${part}: ${Math.round((Date.now() - began) / 1000)} s`);
}
await browser.close();

let failed = 0;
for (const [what, faults] of results) {
  for (const fault of new Set(faults)) console.log(`${what}: ${fault}`);
  failed += faults.length > 0 ? 1 : 0;
}
console.log(`pages: ${results.size - failed} passed, ${failed} failed`);
process.exit(failed > 0 || results.size < 3 ? 1 : 0);
