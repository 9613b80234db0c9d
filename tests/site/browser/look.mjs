// Pages as most people have them: light and dark, on a phone and on a desk. Each must keep the rules of axe (WCAG 2.2 AA and best practice),
// log nothing, keep its own content policy, ask for nothing but itself, and not scroll sideways on a phone.
import { createRequire } from "node:module";
import { join } from "node:path";
import { madeOf } from "./script.mjs";
import { HOST, addressOf, answerFrom, planted } from "./site.mjs";

const require = createRequire(join(process.env.tools, "package.json"));
const axe = require("axe-core").source;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
export const VIEWS = ["light", "dark"].flatMap((scheme) => [320, 1280].map((width) => ({ scheme, width })));

const PLANTED = `<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src *"><title>Planted</title>
<h1>Planted</h1><img src="https://elsewhere.test/a.png"><p style="color: #eee">pale</p><table><tr><td>${"wide".repeat(99)}</table>`;
const PLANTED_FAULTS = ["axe: image-alt", "axe: landmark-one-main", "asks for", "logs", "breaks its policy", "has a policy with holes",
  "scrolls sideways"];

/** The faults of one page in one view. */
async function look(context, site, address, width) {
  const faults = [];
  const page = await context.newPage();
  await answerFrom(site, page, (url) => url !== HOST + address && faults.push(`asks for ${url}`));
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
  if (/unsafe-|\*/.test(policy)) faults.push(`has a policy with holes: ${policy}`);
  if (width === 320 && sideways > 0) faults.push(`scrolls sideways by ${sideways} pixels`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate((values) =>
    globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), RULES);
  for (const rule of violations)
    for (const node of rule.nodes) faults.push(`axe: ${rule.id} (${rule.help}) at ${node.target.join(" ")}: ${node.html}`);
  await page.close();
  return faults;
}

/** Looks at pages of a site in one view. */
export async function lookAt(browser, { scheme, width }, site, names, note) {
  // In the light the pages are new, for a reader whose times are all told; in the dark they are old.
  const context = await browser.newContext({
    colorScheme: scheme, viewport: { width, height: 900 }, reducedMotion: "reduce", timezoneId: "Asia/Kathmandu",
  });
  if (scheme === "light" && madeOf(site)) await context.clock.setFixedTime(madeOf(site));
  for (const name of names) note(name, (await look(context, site, addressOf(name), width)).map((fault) => `${fault} (${scheme} ${width})`));
  await context.close();
}

export async function plantedLook(browser, note) {
  const found = [];
  await lookAt(browser, VIEWS[0], planted(PLANTED), ["index.html"], (_, faults) => found.push(...faults));
  for (const wanted of PLANTED_FAULTS) note(found.some((fault) => fault.startsWith(wanted)) ? [] : [`not seen: ${wanted}`]);
}
