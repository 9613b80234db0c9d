// What the pages of built sites for customers weigh: the status page comes in one round trip of a network that has just begun to talk, and
// a month of history stays small, however long the history is. Prints the heaviest of each, so that growth is seen before it is too much.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { kindOf, pagesOf, planted, read } from "./browser/site.mjs";

const FIRST_FLIGHT = 14 * 1024;
const MONTH = 60_000;
/** The bytes that a page may have, as they are counted, by its kind. */
const BARS = {
  "index.html": { most: FIRST_FLIGHT, count: (html) => gzipSync(html).length, unit: "bytes compressed" },
  "history/*": { most: MONTH, count: (html) => Buffer.byteLength(html), unit: "bytes" },
};

/** The faults of a site, by page, and the heaviest page of each kind that has a bar. */
function weigh(site) {
  const [faults, heaviest] = [new Map(), new Map()];
  for (const name of pagesOf(site)) {
    const bar = BARS[kindOf(name)];
    if (!bar) continue;
    const size = bar.count(read(site, name));
    faults.set(name, size > bar.most ? [`${size} ${bar.unit}, at most ${bar.most}`] : []);
    if (size > (heaviest.get(kindOf(name))?.size ?? 0)) heaviest.set(kindOf(name), { name, size, unit: bar.unit });
  }
  return { faults, heaviest: [...heaviest.values()] };
}

/** A site of which both pages are too large by one byte, and one that is not. */
function unseen() {
  const site = planted("");
  const month = (name, size) => {
    mkdirSync(join(site, "history", name), { recursive: true });
    writeFileSync(join(site, "history", name, "index.html"), "x".repeat(size));
  };
  month("2026-01", MONTH);
  month("2026-02", MONTH + 1);
  let noise = 7;
  const letters = Array.from({ length: 20_000 }, () => String.fromCharCode(33 + ((noise = (noise * 16_807) % 2_147_483_647) % 90)));
  writeFileSync(join(site, "index.html"), letters.join(""));
  const seen = [...weigh(site).faults].filter(([, found]) => found.length > 0).map(([name]) => name);
  return seen.sort().join() === "history/2026-02/index.html,index.html" ? [] : [`planted: only ${seen} is seen as too large`];
}

const lines = unseen();
let [passed, failed] = [0, lines.length];
for (const site of process.argv.slice(2).filter((site) => basename(site) === "public")) {
  const { faults, heaviest } = weigh(site);
  for (const { name, size, unit } of heaviest) console.log(`${join(site, name)}: ${size} ${unit}`);
  for (const [name, found] of faults) {
    lines.push(...found.map((fault) => `${join(site, name)}: ${fault}`));
    if (found.length > 0) failed += 1;
    else passed += 1;
  }
}
lines.forEach((line) => console.log(line));
console.log(`sizes: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
