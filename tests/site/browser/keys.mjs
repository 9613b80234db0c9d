// Pages with a keyboard alone: the tabulator reaches every link in the order of the page, what has the focus shows it and is in sight, and
// the first link leads past the navigation.
import { HOST, addressOf, answerFrom, planted } from "./site.mjs";

const TARGETS = "a[href], summary, button, input, select, textarea, [tabindex]";
const PLANTED = [
  [`<main><a href="#a" tabindex="-1">Skipped</a>`, "is not reached: Skipped"],
  [`<style>a { outline: none }</style><main><a href="#a">Unseen</a>`, "shows no focus: Unseen"],
  [`<main><a href="#a" style="position: absolute; left: -999px">Away</a>`, "is out of sight: Away"],
  [`<main><a href="#a" tabindex="2">Late</a><a href="#b" tabindex="1">Early</a>`, "is reached out of order: Early"],
  [`<nav><a href="#a">There</a></nav><main id="content"><a href="#b">Here</a>`, "has no first link past the navigation"],
  [`<a href="#nowhere">Skip</a><nav><a href="#a">There</a></nav><main id="content"><a href="#b">Here</a>`, "has no first link past"],
];

/** Runs in the page. From now on what gets the focus is noted, with what is wrong with it. */
function listen(targets) {
  const words = (element) => (element.textContent || element.getAttribute("aria-label") || element.localName).trim().slice(0, 60);
  const wanted = [...document.querySelectorAll(targets)].filter((element) => element.checkVisibility());
  globalThis.reached = [];
  globalThis.unseen = [];
  document.addEventListener("focusin", ({ target }) => {
    globalThis.reached.push(target);
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(target);
    const drawn = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1.5 && outlineColor !== "rgba(0, 0, 0, 0)";
    if (!drawn) globalThis.unseen.push(`shows no focus: ${words(target)}`);
    const { left, right, top, bottom } = target.getBoundingClientRect();
    const inside = right > 0 && left < innerWidth && bottom > 0 && top < innerHeight && right > left;
    if (!inside) globalThis.unseen.push(`is out of sight: ${words(target)}`);
  });
  globalThis.judge = () => {
    const places = new Map(globalThis.reached.map((element, place) => [element, place]));
    const faults = globalThis.unseen.slice();
    let last = -1;
    for (const element of wanted) {
      const place = places.get(element);
      if (place === undefined) faults.push(`is not reached: ${words(element)}`);
      else if (place < last) faults.push(`is reached out of order: ${words(element)}`);
      last = Math.max(last, place ?? -1);
    }
    return faults;
  };
  return wanted.length;
}

async function look(page, address) {
  await page.goto(HOST + address, { waitUntil: "load" });
  const stops = await page.evaluate(listen, TARGETS);
  for (let stop = 0; stop < stops; stop += 1) await page.keyboard.press("Tab");
  const faults = await page.evaluate(() => globalThis.judge());
  // A page without navigation has nothing to skip.
  if (!(await page.evaluate(() => document.querySelector("nav a") !== null))) return faults;
  await page.goto("about:blank");
  await page.goto(HOST + address, { waitUntil: "load" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const past = await page.evaluate(() => {
    const [main, active] = [document.querySelector("main"), document.activeElement];
    const before = active !== document.body && main.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_PRECEDING;
    return main.contains(document.querySelector(":target")) && !before;
  });
  if (!past) faults.push("has no first link past the navigation");
  return [...new Set(faults)];
}

/** Walks over pages of a site, on a phone's width, where all is in one column. */
export async function keys(browser, site, names, note) {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, reducedMotion: "reduce" });
  await answerFrom(site, context);
  const page = await context.newPage();
  for (const name of names) note(name, await look(page, addressOf(name)));
  await context.close();
}

export async function plantedKeys(browser, note) {
  for (const [body, wanted] of PLANTED) {
    const found = [];
    const html = `<!DOCTYPE html><html lang="en"><title>Planted</title>${body}</main>`;
    await keys(browser, planted(html), ["index.html"], (_, faults) => found.push(...faults));
    note(found.some((fault) => fault.startsWith(wanted)) ? [] : [`not seen: ${wanted} (but ${found})`]);
  }
}
