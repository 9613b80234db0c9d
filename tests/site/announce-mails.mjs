// Mails of announcements as a phone shows them: light and dark, 390 pixels wide. Each has its title, fits the width, and has text that can be
// read on the ground of the system, because a mail sets no colors. Usage: announce-mails.mjs FOLDER
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(`${process.env.STATUARY_TOOLS_FOLDER}/`);
const { chromium } = require("playwright-core");

/** What is wrong with the document, in a scheme. It runs inside the page. */
function faultsOf(scheme) {
  const luminance = (color) => {
    const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faults = [];
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) faults.push(`it is ${width} pixels wide`);
  const heading = document.querySelector("h1")?.textContent.trim();
  if (!document.title || heading !== document.title.trim()) faults.push(`the title is ${document.title}, the heading ${heading}`);
  const probe = document.body.appendChild(document.createElement("div"));
  probe.style.backgroundColor = "Canvas";
  const ground = luminance(getComputedStyle(probe).backgroundColor);
  probe.remove();
  if ((ground < 0.5) !== (scheme === "dark")) faults.push(`the ground is not ${scheme}`);
  for (const element of document.querySelectorAll("body, body *")) {
    const text = [...element.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!text) continue;
    const ink = luminance(getComputedStyle(element).color);
    const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(1)}: ${text.data.trim().slice(0, 60)}`);
  }
  return faults;
}

const browser = await chromium.launch({ executablePath: process.env.browser, args: ["--no-sandbox", "--disable-gpu"] });
const found = [];

async function look(name, html, scheme) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, colorScheme: scheme, javaScriptEnabled: true });
  await page.route("**", (route) => route.abort());
  await page.setContent(html);
  const faults = await page.evaluate(faultsOf, scheme);
  await page.close();
  return faults.map((fault) => `${name}, ${scheme}: ${fault}`);
}

const folder = process.argv[2];
const names = readdirSync(folder);
for (const scheme of ["light", "dark"]) {
  for (const name of names) found.push(...await look(name, readFileSync(join(folder, name), "utf8"), scheme));
  // Faults are found.
  const planted = await look("planted", `<meta name="color-scheme" content="light dark"><p style="color:#777777;width:500px">Text`, scheme);
  for (const fault of ["pixels wide", "the title is", "contrast"]) {
    if (!planted.some((one) => one.includes(fault))) found.push(`a planted fault is not found in ${scheme}: ${fault}`);
  }
}
await browser.close();
console.log(found.join("\n") || `announce: ${names.length} mails passed`);
process.exit(found.length || names.length < 10 ? 1 : 0);
