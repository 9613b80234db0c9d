// Pages as plain as they can be had: without a script, on a window of 320 pixels (which is a desk at 400% zoom), and on a desk with text of
// twice the size. Nothing may scroll sideways, no text may be cut off or out of sight, and nothing may wait for a script.
import { HOST, addressOf, answerFrom, planted } from "./site.mjs";

export const PLANTED = [
  [`<h1>Wide</h1><p style="width: 400px">wide`, "scrolls sideways by"],
  [`<h1>Out</h1><div style="overflow: hidden; width: 200px; white-space: nowrap">${"far ".repeat(99)}</div>`, "cuts off"],
  [`<h1>Away</h1><p style="position: absolute; left: -200px">away`, "has out of sight"],
  [`<h1>Inert</h1><button>Show</button>`, "waits for a script: button"],
  [`<h1>Shut</h1><p hidden>until later</p>`, "waits for a script: p"],
  [`<p>No headline`, "has no headline"],
  [`<h1>Twice</h1><p style="width: 50rem">wide`, "with text of twice the size, scrolls sideways"],
];

/** Runs in the page. The faults of its layout in the window that it has. */
function layout() {
  const faults = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`scrolls sideways by ${scrollWidth - clientWidth} pixels`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const styles = new Map();
  const sideways = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element).overflowX);
    return styles.get(element);
  };
  const range = document.createRange();
  while (walker.nextNode()) {
    const { parentElement: parent, data } = walker.currentNode;
    if (data.trim() === "" || parent.closest("svg, script, style, .skip") || !parent.checkVisibility()) continue;
    range.selectNodeContents(walker.currentNode);
    const { left, right } = range.getBoundingClientRect();
    // What can be scrolled by itself is in sight as soon as somebody does so; what holds it must be in sight itself.
    let [low, high, holder] = [left, right, parent];
    for (; holder && holder !== document.documentElement; holder = holder.parentElement) {
      const overflow = sideways(holder);
      if (overflow === "visible") continue;
      const box = holder.getBoundingClientRect();
      if (overflow === "hidden" || overflow === "clip") {
        if (low < box.left - 1 || high > box.right + 1) faults.push(`cuts off: ${data.trim().slice(0, 60)}`);
        break;
      }
      [low, high] = [box.left, box.right];
    }
    if (low < -1 || high > clientWidth + 1) faults.push(`has out of sight: ${data.trim().slice(0, 60)}`);
  }
  return faults;
}

/** Runs in the page. What waits for a script. */
function waiting() {
  const faults = [...document.querySelectorAll("button, input:not([readonly]), select, textarea, noscript, [hidden], [onclick]")].map(
    (element) => `waits for a script: ${element.localName}`);
  if (!document.querySelector("h1")?.checkVisibility()) faults.push("has no headline");
  return faults;
}

const PHONE = { width: 320, height: 256 };
const DESK = { width: 1280, height: 1024 };

async function look(page, address) {
  await page.setViewportSize(PHONE);
  await page.goto(HOST + address, { waitUntil: "load" });
  const faults = await page.evaluate(layout);
  faults.push(...(await page.evaluate(waiting)));
  await page.setViewportSize(DESK);
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  faults.push(...(await page.evaluate(layout)).map((fault) => `with text of twice the size, ${fault}`));
  return [...new Set(faults)];
}

/** Looks at every page of a site that is named. */
export async function plain(browser, site, names, note) {
  const context = await browser.newContext({ javaScriptEnabled: false, reducedMotion: "reduce" });
  await answerFrom(site, context);
  const page = await context.newPage();
  for (const name of names) note(name, await look(page, addressOf(name)));
  await context.close();
}

export async function plantedPlain(browser, note) {
  for (const [body, wanted] of PLANTED) {
    const html = `<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><title>Planted</title>${body}`;
    const found = [];
    await plain(browser, planted(html), ["index.html"], (_, faults) => found.push(...faults));
    note(found.some((fault) => fault.startsWith(wanted)) ? [] : [`not seen: ${wanted} (but ${found})`]);
  }
}
