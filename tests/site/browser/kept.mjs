// Pages as they looked when somebody last looked at them. A picture keeps the mean colour of each cell of 16 pixels, so that it is small and
// does not mind how a browser smooths its letters; all words are in one font, so that it does not mind which others there are.
// UPDATE_EXPECT=1 keeps the pages as they look now.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { madeOf } from "./script.mjs";
import { HOST, addressOf, answerFrom } from "./site.mjs";

const FONT = "DejaVu Sans";
const VIEWS = [{ scheme: "light", width: 1280 }, { scheme: "dark", width: 320 }];
const CELL = 16;
/** How far, of 255, a colour of a cell may be from the kept one. */
const TOLERANCE = 40;
const FOLDER = join(import.meta.dirname, "kept");
/** The pages that are kept: the output folder, the site, and the page in it. */
const KEPT = {
  status: ["outage", "public", "index.html"],
  incident: ["outage", "public", "incidents/2012-06-30-widespread-application-outage/index.html"],
  quiet: ["quiet", "public", "index.html"],
  maintenance: ["quiet", "public", "maintenance/2013-01-22-operating-system-security-fix/index.html"],
  component: ["quiet", "public", "components/dashboard/index.html"],
  report: ["quiet", "internal", "reports/postgres/2013-W34/index.html"],
};
/** What the comparison must see on a page: another place for everything below, and another colour of one sign. */
const PLANTED = {
  "a hidden section": ".group:last-of-type { display: none }",
  "a swapped colour": ".outage { --state: #2e8b6a }",
  "a lost mark": ".banner { border: 0 }",
};

/** Runs in a page of its own. The mean colours of a picture's cells, as a picture of one pixel each. */
async function shrink([picture, cell]) {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const [width, height] = [Math.ceil(image.width / cell), Math.ceil(image.height / cell)];
  const whole = new OffscreenCanvas(image.width, image.height).getContext("2d");
  whole.drawImage(image, 0, 0);
  const { data } = whole.getImageData(0, 0, image.width, image.height);
  const [sums, counts] = [new Float64Array(width * height * 3), new Float64Array(width * height)];
  for (let y = 0, from = 0; y < image.height; y += 1) {
    for (let x = 0; x < image.width; x += 1, from += 4) {
      const to = Math.floor(y / cell) * width + Math.floor(x / cell);
      for (let channel = 0; channel < 3; channel += 1) sums[to * 3 + channel] += data[from + channel];
      counts[to] += 1;
    }
  }
  const small = new ImageData(width, height);
  for (let to = 0; to < counts.length; to += 1) {
    for (let channel = 0; channel < 3; channel += 1) small.data[to * 4 + channel] = Math.round(sums[to * 3 + channel] / counts[to]);
    small.data[to * 4 + 3] = 255;
  }
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d").putImageData(small, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}

/** Runs in a page of its own. The cells in which two pictures differ, from the top; or their sizes, if those do. */
async function compare([kept, now, tolerance]) {
  const read = async (picture) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  };
  const [before, after] = [await read(kept), await read(now)];
  const cells = [];
  const height = Math.min(before.height, after.height);
  for (let at = 0; at < before.width * height; at += 1) {
    const far = [0, 1, 2].some((channel) => Math.abs(before.data[at * 4 + channel] - after.data[at * 4 + channel]) > tolerance);
    if (far) cells.push([at % before.width, Math.floor(at / before.width)]);
  }
  return { cells, heights: [before.height, after.height] };
}

/** Opens a page as it is kept. */
async function open(context, address, style = "") {
  const page = await context.newPage();
  await page.goto(HOST + address, { waitUntil: "load" });
  await page.addStyleTag({ content: `* { font-family: "${FONT}" !important } ${style}` });
  return page;
}

/** What a page looks like. */
async function look(table, page) {
  return table.evaluate(shrink, [(await page.screenshot({ fullPage: true })).toString("base64"), CELL]);
}

/** How a page differs from a picture of it: where first, and in how much. */
async function differs(table, page, kept) {
  const { cells, heights } = await table.evaluate(compare, [kept, await look(table, page), TOLERANCE]);
  if (cells.length === 0 && heights[0] === heights[1]) return [];
  const [x, y] = (cells[0] ?? [0, Math.min(...heights)]).map((cell) => (cell + 0.5) * CELL);
  const words = await page.evaluate(([x, y]) => {
    scrollTo(0, y - innerHeight / 2);
    const element = document.elementFromPoint(x, y - scrollY);
    return element?.textContent.trim().replace(/\s+/g, " ").slice(0, 60) ?? "";
  }, [x, y]);
  const size = heights[0] === heights[1] ? "" : `, and is ${heights[1] * CELL} pixels high instead of ${heights[0] * CELL}`;
  return [`looks other than kept in ${cells.length} cells, first at ${x}, ${y} (${words})${size}; if it should, keep it with UPDATE_EXPECT=1`];
}

async function inView(browser, site, { scheme, width }, use) {
  const context = await browser.newContext({
    colorScheme: scheme, viewport: { width, height: 900 }, reducedMotion: "reduce", timezoneId: "Etc/UTC", locale: "en-GB", bypassCSP: true,
  });
  if (madeOf(site)) await context.clock.setFixedTime(madeOf(site));
  await answerFrom(site, context);
  const table = await browser.newPage();
  await use(context, table);
  await table.close();
  await context.close();
}

const siteOf = (sites, output, half) => sites.find((site) => basename(site) === half && basename(dirname(site)) === output);

/** Compares the pages of the sites that are kept. */
export async function kept(browser, sites, note) {
  if (process.env.UPDATE_EXPECT) mkdirSync(FOLDER, { recursive: true });
  for (const [name, [output, half, file]] of Object.entries(KEPT)) {
    const site = siteOf(sites, output, half);
    if (!site) {
      note(`kept ${name}`, [`there is no site to compare: ${output}/${half}`]);
      continue;
    }
    for (const view of VIEWS) {
      const picture = join(FOLDER, `${name}-${view.scheme}-${view.width}.png`);
      await inView(browser, site, view, async (context, table) => {
        const page = await open(context, addressOf(file));
        if (process.env.UPDATE_EXPECT) writeFileSync(picture, Buffer.from(await look(table, page), "base64"));
        const faults = existsSync(picture)
          ? await differs(table, page, readFileSync(picture).toString("base64"))
          : ["has no kept picture; keep one with UPDATE_EXPECT=1"];
        note(`kept ${name}`, faults.map((fault) => `${fault} (${view.scheme} ${view.width})`));
      });
    }
  }
}

/** The same page must look the same, and one with a planted fault must not. */
export async function plantedKept(browser, sites, note) {
  const site = siteOf(sites, "outage", "public");
  if (!site) return note(["there is no site to plant faults in: outage/public"]);
  await inView(browser, site, VIEWS.at(-1), async (context, table) => {
    const before = await look(table, await open(context, "/"));
    note((await differs(table, await open(context, "/"), before)).map((fault) => `without a fault: ${fault}`));
    for (const [fault, style] of Object.entries(PLANTED)) {
      const seen = await differs(table, await open(context, "/", style), before);
      note(seen.length > 0 ? [] : [`not seen: ${fault}`]);
    }
  });
}
