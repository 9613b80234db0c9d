// What the script of the pages adds, with the clock moved and the reader elsewhere: the reader's own time and "3 hours ago", a warning where
// the page is old, a maintenance window that begins and ends after the build. Nothing that is there without it may be gone.
import { HOST, addressOf, answerFrom, pagesOf, planted, read } from "./site.mjs";

// What readers in these zones see, an hour after the build, beside 03:18 on the night of the outage.
const BEGAN = `datetime="2012-06-30T03:18:00Z"`;
const READERS = [
  ["Etc/UTC", /^ ?\(1 hour ago\)$/],
  ["America/Los_Angeles", /^ ?\(29 June\D+20:18 your time, 1 hour ago\)$/],
  ["Asia/Kathmandu", /^ ?\(09:03 your time, 1 hour ago\)$/],
];
const MINUTE = 60_000;

const attribute = (html, name) => new RegExp(` ${name}="([^"]*)"`).exec(html)?.[1];
/** The moment at which a site was built, if its pages say so. */
export const madeOf = (site) => attribute(read(site, "index.html"), "data-made");

/** A page that was opened at a moment, in a time zone. */
async function open(browser, site, name, at, timezoneId = "Etc/UTC") {
  const context = await browser.newContext({ timezoneId, locale: "en-GB", reducedMotion: "reduce" });
  await context.clock.install({ time: at });
  await answerFrom(site, context);
  const page = await context.newPage();
  await page.goto(HOST + addressOf(name), { waitUntil: "load" });
  return page;
}

/** The first thing of the page, if it is a warning. */
const warning = (page) => page.evaluate(() => document.querySelector("main > :first-child.stale[role=status]")?.textContent ?? null);

async function grows_old(browser, site, made, html) {
  const fresh = Date.parse(attribute(html, "data-fresh")) - made;
  const faults = [];
  const page = await open(browser, site, "index.html", made);
  const says = async (wanted, when) => {
    const found = (await warning(page)) !== null;
    if (found !== wanted) faults.push(`${wanted ? "does not say" : "says"} that it may be out of date, ${when}`);
  };
  await says(false, "when it is new");
  await page.clock.runFor(fresh - MINUTE);
  await says(false, "while it is fresh");
  await page.clock.runFor(3 * MINUTE);
  await says(true, "when it has stayed open too long");
  await page.context().close();
  const late = await open(browser, site, "index.html", made + 26 * 60 * MINUTE);
  if (!/\b26\b/.test(await warning(late))) faults.push(`does not say that it is 26 hours old: ${await warning(late)}`);
  await late.context().close();
  return faults;
}

async function tells_times(browser, site, made) {
  const faults = [];
  const beside = (page) => page.evaluate((began) => {
    const time = document.querySelector(`main time[${began}]`);
    return (time.closest("a") ?? time).nextElementSibling?.textContent ?? "";
  }, BEGAN);
  for (const [zone, wanted] of READERS) {
    const page = await open(browser, site, "index.html", made + 18 * MINUTE, zone);
    if (!wanted.test(await beside(page))) faults.push(`tells a reader in ${zone}: ${await beside(page)}, not ${wanted}`);
    await page.clock.runFor(120 * MINUTE);
    if (!/3 hours ago/.test(await beside(page))) faults.push(`tells a reader in ${zone} two hours later: ${await beside(page)}`);
    await page.context().close();
  }
  return faults;
}

async function turns(browser, site, name, made) {
  const left = attribute(read(site, name), "data-turns").split("|").map((turn) => /^(\S+) (\S+) (.*)$/.exec(turn).slice(1));
  const faults = [];
  const state = (page) => page.evaluate(() => {
    const sign = document.querySelector("[data-turns]");
    return `${sign.className}: ${sign.textContent}`;
  });
  const page = await open(browser, site, name, Date.parse(left[0][0]) - 2 * MINUTE);
  const before = await state(page);
  for (const [at, kind, words] of left) {
    await page.clock.pauseAt(Date.parse(at) + 2 * MINUTE);
    await page.clock.runFor(MINUTE);
    if ((await state(page)) !== `sign ${kind}: ${words}`) faults.push(`does not turn at ${at}: ${await state(page)}`);
    if (before === (await state(page))) faults.push(`says the same before and after ${at}: ${before}`);
    if ((await warning(page)) === null && made !== undefined) faults.push(`does not say that it is older than what it shows, after ${at}`);
  }
  await page.context().close();
  return faults;
}

/** The clipboard is that of the machine: one page uses it at a time. */
let clipboard = Promise.resolve();
function copies(browser, site) {
  const turn = clipboard.then(() => copiesAlone(browser, site));
  clipboard = turn.catch(() => {});
  return turn;
}

/** Each field with text to copy has a button that copies the text and says so. It is read back as people do: it is pasted. */
async function copiesAlone(browser, site) {
  const page = await open(browser, site, "subscribe/index.html", Date.now());
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("textarea"), { id: "pasted" })));
  const faults = [];
  for (const field of await page.locator("input[readonly]").all()) {
    const [id, text] = await field.evaluate((input) => [input.id, input.value]);
    await page.locator(`#${id} + button`).click();
    await page.locator(`#${id} ~ output`).filter({ hasText: /./ }).waitFor({ timeout: 5000 }).catch(() => {});
    await page.locator("#pasted").fill("");
    await page.locator("#pasted").press("Control+V");
    const pasted = await page.locator("#pasted").inputValue();
    const said = await page.locator(`#${id} ~ output`).textContent();
    if (pasted !== text || said === "") faults.push(`does not copy #${id}: ${pasted}, and says: ${said}`);
  }
  await page.context().close();
  return faults;
}

/** Opens the status page, and the pages with something that the clock turns. Tells what it saw of times and turns. */
export async function script(browser, site, note) {
  const html = read(site, "index.html");
  if (pagesOf(site).includes("subscribe/index.html")) note("subscribe/index.html", await copies(browser, site));
  if (madeOf(site) === undefined) {
    note("index.html", ["has no script that knows when it was made"]);
    return { times: false, turns: false };
  }
  const made = Date.parse(madeOf(site));
  note("index.html", await grows_old(browser, site, made, html));
  const seen = { times: /<html lang="en"/.test(html) && html.includes(BEGAN), turns: false };
  if (seen.times) note("index.html", await tells_times(browser, site, made));
  for (const name of pagesOf(site).filter((name) => / data-turns="/.test(read(site, name)))) {
    note(name, await turns(browser, site, name, attribute(read(site, name), "data-made")));
    seen.turns = true;
  }
  return seen;
}

/** A page whose script does nothing. */
export async function plantedScript(browser, note) {
  const site = planted(`<!DOCTYPE html><html lang="en"><title>Planted</title><main><time ${BEGAN}>03:18</time>
    <span class="sign scheduled" data-turns="2012-06-30T05:00:00Z maintenance In progress">Scheduled</span></main>
    <script data-made="2012-06-30T04:00:00Z" data-fresh="2012-06-30T05:00:00Z"></script>`);
  const found = [];
  await script(browser, site, (_, faults) => found.push(...faults));
  for (const wanted of ["when it has stayed open too long", "26 hours old", "Etc/UTC", "Los_Angeles", "Kathmandu", "does not turn at", "says the same",
    "older than what it shows"])
    note(found.some((fault) => fault.includes(wanted)) ? [] : [`not seen: ${wanted} (but ${found})`]);
}
