// What is on the first screen of a phone while something is broken: the newest word of the team, and when the next one comes.
import { HOST, addressOf, answerFrom, pagesOf, planted, read } from "./site.mjs";
import { madeOf } from "./script.mjs";

const PHONE = { width: 390, height: 844 };
const PROMISE = `<p class="note"><time datetime="2012-06-30T04:49:00Z">04:49</time></p>`;
const UPDATES = `<ol class="updates"><li><div class="prose"><p>We know why. More will follow.</p></div></li></ol>`;
const FAR = `<p style="height: 800px"></p>`;
const PLANTED = [
  [`<h1>Outage</h1>${PROMISE}${FAR}${UPDATES}`, "first sentence of the newest update"],
  [`<h1>Outage</h1>${UPDATES}${FAR}${PROMISE}`, "next promised update"],
  [`<h1>Outage</h1>${PROMISE}`, "no update"],
];

/** Runs in the page. What is missing on its first screen. */
function missing() {
  const isSeen = (thing) => {
    const { top, bottom, height } = thing.getBoundingClientRect();
    return height > 0 && top >= 0 && bottom <= innerHeight;
  };
  const faults = [];
  const paragraph = document.querySelector("main .updates > li:first-child .prose :is(p, li)");
  if (paragraph === null) return ["no update"];
  const sentence = /^.*?[.!?。؟](?=\s|$)/su.exec(paragraph.textContent)?.[0] ?? paragraph.textContent;
  const range = document.createRange();
  range.setStart(paragraph, 0);
  const letters = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = sentence.length;
  for (let node = letters.nextNode(); node !== null && left > 0; node = letters.nextNode()) {
    range.setEnd(node, Math.min(left, node.length));
    left -= node.length;
  }
  if (!isSeen(range)) faults.push(`first sentence of the newest update is not on the first screen: ${sentence}`);
  const promise = document.querySelector("main .note time");
  if (promise !== null && !isSeen(promise)) faults.push("next promised update is not on the first screen");
  return faults;
}

async function look(browser, site, name, at) {
  const context = await browser.newContext({ viewport: PHONE, locale: "en-GB", timezoneId: "America/Los_Angeles", reducedMotion: "reduce" });
  if (at !== undefined) await context.clock.install({ time: at });
  await answerFrom(site, context);
  const page = await context.newPage();
  await page.goto(HOST + addressOf(name), { waitUntil: "load" });
  const faults = await page.evaluate(missing);
  await context.close();
  return faults;
}

/** Opens the status page and the pages of open incidents. Tells how many incidents were open. */
export async function first(browser, site, note) {
  const links = [...read(site, "index.html").matchAll(/<article class="card">\s*<h3><a href="(incidents\/[^"]+)"/g)].map(([, href]) => href);
  if (links.length === 0) return 0;
  const made = Date.parse(madeOf(site)) + 60_000;
  const incidents = pagesOf(site).filter((name) => links.some((link) => name.startsWith(link)));
  for (const name of ["index.html", ...incidents]) note(name, await look(browser, site, name, made));
  return incidents.length;
}

/** Pages that hide it. */
export async function plantedFirst(browser, note) {
  for (const [body, wanted] of PLANTED) {
    const found = await look(browser, planted(`<!DOCTYPE html><html lang="en"><title>Planted</title><main>${body}</main>`), "index.html");
    note(found.some((fault) => fault.includes(wanted)) ? [] : [`not seen: ${wanted} (but ${found})`]);
  }
}
