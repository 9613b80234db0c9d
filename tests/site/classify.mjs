// Classifies 100 tickets on the form of `statuary serve` as a person would: with the keyboard alone. The server is killed at random moments, and
// then nothing may be lost or written twice. Pages of other origins try to send the form. A text of the export may be in no file, message or
// cache. The form has no violation of axe in both schemes, on a phone and on a desk, and works without its script.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const require = createRequire(join(process.env.tools, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const program = process.argv[2];
const CANARY = "canary-q7x subject";
const folder = mkdtempSync(join(tmpdir(), "classify-"));
const site = join(folder, "site");
const faults = [];
const check = (is, what) => {
  if (!is) faults.push(what);
};
const run = (...args) => execFileSync(program, args, { cwd: site, encoding: "utf8" });

execFileSync(program, ["new", "site", site, "--quiet"]);
const rows = Array.from({ length: 100 }, (_, at) => `${at + 1},2013-07-0${1 + (at % 7)},high,"${CANARY} ${at + 1}"`);
writeFileSync(join(folder, "tickets.csv"), `Ticket ID,Created at,Priority,Subject\n${rows.join("\n")}\n`);
run("new", "product", "db", "--from", join(folder, "tickets.csv"));
run("sample", "db", "2013-W27", join(folder, "tickets.csv"), "--size", "100", "--now", "2013-07-09T09:00Z");
const sheet = join(site, "content/internal/reports/db/2013-W27.yaml");
const found = () => readFileSync(sheet, "utf8").match(/culprit:.*/g).slice(1).map((line) => line.slice(8).trim());

let output = "";
let port = 0;
async function start() {
  const server = spawn(program, ["serve", "--port", String(port), "--tickets", join(folder, "tickets.csv")], { cwd: site });
  let lines = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => {
    lines += data;
    output += data;
  });
  for (let waited = 0; !lines.includes("Worksheets: "); waited += 20) {
    if (waited > 30_000) throw new Error(`the server does not start: ${lines}`);
    await sleep(20);
  }
  const internal = /Internal site: (\S+)\//.exec(lines)[1];
  port = Number(new URL(/Public site: (\S+)\//.exec(lines)[1]).port);
  return { server, internal };
}

port = 20_000 + 2 * Math.floor(Math.random() * 20_000);
let { server, internal } = await start();
const form = `${internal}/.statuary/worksheets/db/2013-W27/`;
const profile = join(folder, "profile");
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.browser,
  headless: true,
  args: ["--no-sandbox"],
});
const page = await browser.newPage();
const violations = async (where) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  for (const one of violations) faults.push(`${where}: ${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
};

// Axe, and no word that is cut off, in both schemes and widths.
for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    for (const query of ["", "?reader=second", "?reader=both"]) {
      await page.goto(form + query);
      await violations(`${query} ${colorScheme} ${width}`);
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(scrolled <= 0, `the form is ${scrolled} wider than ${width}`);
    }
    await page.goto(`${internal}/.statuary/worksheets/`);
    await violations(`list ${colorScheme} ${width}`);
    if (process.env.SHOTS) {
      await page.goto(form);
      await page.screenshot({ path: join(process.env.SHOTS, `form-${colorScheme}-${width}.png`), fullPage: true });
      await page.emulateMedia({ colorScheme, forcedColors: "active" });
      await page.screenshot({ path: join(process.env.SHOTS, `form-forced-${colorScheme}-${width}.png`), fullPage: true });
      await page.emulateMedia({ colorScheme, forcedColors: "none" });
    }
  }
}

// The page after a ticket was saved, which says so.
const saved = (ticket) => page.locator("[role=status]", { hasText: `Saved: ${ticket} is` }).waitFor();

// 100 tickets with the keyboard alone. Every now and then the server is killed, at a random moment around the saving.
const expected = [];
await page.goto(form);
let kills = 0;
while (expected.length < 100) {
  const at = expected.length;
  const key = at % 2 === 0 ? "1" : "2";
  await page.keyboard.press(key);
  if (at % 10 === 3) {
    await page.keyboard.press("n");
    await page.keyboard.type(`note ${at}`);
  }
  const ticket = await page.inputValue("#classify [name=ticket]");
  if (at % 9 === 4) {
    kills += 1;
    const saving = page.keyboard.press("Enter").catch(() => {});
    await sleep(Math.random() * 40);
    server.kill("SIGKILL");
    await saving;
    await sleep(200);
    ({ server, internal } = await start());
    const filled = found().filter((finding) => finding !== "").length;
    check(filled === at || filled === at + 1, `after a kill ${filled} rows are filled in, and ${at} or one more were sent`);
    await page.goto(`${form}?ticket=${ticket}`);
    if (filled === at) {
      await page.keyboard.press(key);
      await page.keyboard.press("Enter");
      await saved(ticket);
    } else {
      await page.goto(form);
    }
  } else {
    await page.keyboard.press("Enter");
    await saved(ticket);
  }
  expected.push(key === "1" ? "guidance" : "billing");
}
check(kills === 11, `the server was killed ${kills} times`);
check(found().join() === expected.join(), `the worksheet has ${found().join()}`);
check((await page.textContent("main")).includes("You have read all tickets of this worksheet."), "the form does not say that all is read");
run("check");

// The report of what was read, and the way back to the ticket above, by a key.
await page.click("text=Open the report");
check((await page.textContent("h1")).trim() !== "", "the link to the report leads nowhere");
const ids = [...readFileSync(sheet, "utf8").matchAll(/id: "(\d+)"/g)].map((match) => match[1]);
await page.goto(`${form}?ticket=${ids[1]}`);
await page.keyboard.press("b");
await page.waitForURL((url) => url.searchParams.get("ticket") === ids[0]);
check((await page.locator("#classify [name=finding]:checked").getAttribute("value")) === expected[0], "the ticket above does not show what was saved");

// Search and notes by keys; the same without a script.
const first = `${form}?ticket=${readFileSync(sheet, "utf8").match(/id: "(\d+)"/)[1]}`;
await page.goto(first);
await page.keyboard.press("/");
await page.keyboard.type("unclear");
await page.keyboard.press("Enter");
await page.keyboard.press("Enter");
await page.locator("[role=status]", { hasText: "Cause unclear" }).waitFor();
check(found()[0] === "unclassified", `the search chose ${found()[0]}`);
const plain = await chromium.launch({ executablePath: process.env.browser, headless: true, args: ["--no-sandbox"] });
const still = await (await plain.newContext({ javaScriptEnabled: false })).newPage();
await still.goto(`${form}?reader=second`);
// The browser moves the focus a moment after the page has loaded.
await still.locator("[name=finding]:focus").waitFor();
await still.keyboard.press("Space");
await still.keyboard.press("Enter");
await still.locator("[role=status]").waitFor();
check(/second: guidance/.test(readFileSync(sheet, "utf8")), "without a script nothing was saved");

// Another origin cannot send the form, nor read the page for its token.
const before = readFileSync(sheet, "utf8");
await page.goto(first);
const token = await page.inputValue("#classify [name=token]");
const hidden = await Promise.all(["ticket", "seen"].map(async (name) => [name, await page.inputValue(`#classify [name=${name}]`)]));
const inputs = [["token", token], ["finding", "billing"], ...hidden].map(([name, value]) => `<input name="${name}" value="${value}">`).join("");
const other = createServer((_, response) => {
  response.setHeader("Content-Type", "text/html");
  response.end(`<form method="post" action="${form}">${inputs}<button>x</button></form>`);
});
await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
for (const host of ["127.0.0.1", "localhost"]) {
  const evil = await browser.newPage();
  await evil.goto(`http://${host}:${other.address().port}/`);
  const read = await evil.evaluate((url) => fetch(url).then((r) => r.text()).catch(() => "refused"), form);
  check(read === "refused", `a page of ${host} reads the form`);
  const body = new URLSearchParams([["token", token], ["finding", "billing"], ...hidden]).toString();
  await evil.evaluate(([url, body]) => fetch(url, { method: "POST", mode: "no-cors", body: new URLSearchParams(body) }).catch(() => {}), [form, body]);
  await evil.click("button");
  await evil.waitForLoadState();
  check((await evil.textContent("body")).includes("other sites"), `a form of ${host} was not refused`);
  await evil.close();
}
check(readFileSync(sheet, "utf8") === before, "a page of another origin has written");
other.close();

await plain.close();
await browser.close();
server.kill("SIGKILL");
const files = (place) => readdirSync(place).flatMap((name) => {
  const path = join(place, name);
  const what = statSync(path, { throwIfNoEntry: false });
  if (what?.isDirectory()) return files(path);
  return what?.isFile() ? [path] : [];
});
mkdirSync(profile, { recursive: true });
for (const path of [...files(site), ...files(profile)]) {
  check(!readFileSync(path).includes("canary-q7x"), `a subject is in ${path}`);
}
check(readFileSync(join(folder, "tickets.csv")).includes("canary-q7x"), "the search for subjects finds none where there are some");
check(!output.includes("canary-q7x"), "a subject was printed");
rmSync(folder, { recursive: true, force: true });

for (const fault of faults) console.log(fault);
console.log(`100 tickets by keyboard, ${kills} kills, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
