// Opens every page of built sites, mails too, at the widths of a phone, a tablet and two desks. None may scroll sideways. A page with a
// planted fault is opened first; if it is not found, the suite fails.
import { createRequire } from "node:module";
import { join } from "node:path";
import { HOST, addressOf, answerFrom, filesOf, leadsTo, planted } from "./browser/site.mjs";

const { chromium } = createRequire(join(process.env.tools, "package.json"))("playwright-core");
const WIDTHS = [320, 640, 1024, 1280];

/** Runs in the page. How far it scrolls, and what reaches furthest out of the window. */
function overflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return undefined;
  const right = (element) => element.getBoundingClientRect().right;
  // What scrolls by itself may be as wide as it likes.
  const outside = [...document.querySelectorAll("body *")].filter((element) => right(element) > clientWidth + 1 && !element.closest(".table"));
  const widest = outside.sort((a, b) => right(b) - right(a))[0];
  return `scrolls sideways by ${scrollWidth - clientWidth} pixels: ${widest?.outerHTML.slice(0, 120)}`;
}

const browser = await chromium.launch({ executablePath: process.env.browser, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
let opened = 0;

async function faultsOf(site) {
  const faults = [];
  const pages = filesOf(site).filter((name) => name.endsWith(".html") && leadsTo(site, name) === undefined);
  for (const width of WIDTHS) {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    await answerFrom(site, page);
    for (const name of pages) {
      await page.goto(HOST + addressOf(name));
      const fault = await page.evaluate(overflow);
      if (fault) faults.push(`${join(site, name)} at ${width} pixels ${fault}`);
      opened += 1;
    }
    await page.close();
  }
  return faults;
}

const seen = await faultsOf(planted(`<!DOCTYPE html><title>Planted</title><p>${"wide".repeat(400)}</p>`));
const faults = seen.length === WIDTHS.length ? [] : ["the planted fault was not seen at every width"];
for (const site of process.argv.slice(2)) faults.push(...(await faultsOf(site)));
await browser.close();
for (const fault of faults) console.log(fault);
console.log(`overflow: ${opened} pages opened, ${faults.length} faults`);
process.exit(faults.length > 0 || opened < 20 ? 1 : 0);
