// Reads the files for programs of built sites by a schema and with real clients: two for Statuspage, Atlassian's widget in a browser, the
// command `heroku status`, and the parsers by which a host reads `_headers` and `_redirects`. Each must find what the site says.
//
// Files and hosts with known faults come first; a check that misses its fault fails the suite.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { rootOf, serve } from "./serve.mjs";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const { tools } = process.env;
const require = createRequire(join(tools, "package.json"));
const { chromium } = require("playwright-core");
const { Statuspage } = require("statuspage.io");
const Ajv = require("ajv");
const imported = (name) => import(pathToFileURL(join(tools, "node_modules", name)).href);
const { parseAllHeaders } = await imported("@netlify/headers-parser/lib/index.js");
const { parseAllRedirects } = await imported("@netlify/redirect-parser/lib/index.js");

const valid = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(join(here, "schemas/statuspage.json"), "utf8")));
const FILES = {
  "summary.json": ["status", "components", "incidents", "scheduled_maintenances"],
  "status.json": ["status"],
  "components.json": ["components"],
  "incidents.json": ["incidents"],
  "incidents/unresolved.json": ["incidents"],
  "scheduled-maintenances.json": ["scheduled_maintenances"],
  "scheduled-maintenances/upcoming.json": ["scheduled_maintenances"],
  "scheduled-maintenances/active.json": ["scheduled_maintenances"],
};
const read = (site, name) => JSON.parse(readFileSync(join(site, name), "utf8"));

/** What a file says wrongly: by the schema, and what no schema can say. */
function faultsOf(name, file) {
  const faults = [];
  if (!valid(file)) faults.push(...valid.errors.map((one) => `${one.instancePath} ${one.message}`));
  const members = ["page", ...FILES[name]].sort().join();
  if (Object.keys(file).sort().join() !== members) faults.push(`holds ${Object.keys(file)}, not ${members}`);
  if (faults.length > 0) return faults;
  const all = file.components ?? [];
  const twice = (values, what) => {
    if (new Set(values).size !== values.length) faults.push(`${what} are not unique: ${values}`);
  };
  twice(all.map((one) => one.name), "names of components");
  twice(all.map((one) => one.id), "ids of components");
  for (const group of all.filter((one) => one.group)) {
    const inside = all.filter((one) => one.group_id === group.id).map((one) => one.id);
    if (inside.join() !== group.components.join()) faults.push(`${group.name} does not hold its components`);
  }
  const entries = [...(file.incidents ?? []), ...(file.scheduled_maintenances ?? [])];
  twice(entries.map((one) => one.id), "ids of entries");
  for (const entry of entries) {
    const updates = entry.incident_updates;
    twice(updates.map((one) => one.id), "ids of updates");
    if (updates.some((one) => one.incident_id !== entry.id)) faults.push(`${entry.name} has updates of another`);
    if (updates.some((one, at) => at > 0 && one.display_at > updates[at - 1].display_at && one.status !== "postmortem"))
      faults.push(`${entry.name}: updates are not newest first`);
    if (!entry.shortlink.startsWith(`${file.page.url}/`)) faults.push(`${entry.shortlink} is outside of ${file.page.url}`);
    if (entries.some((other) => other.page_id !== file.page.id)) faults.push("the page has two ids");
  }
  return faults;
}

function shapes(site) {
  return Object.keys(FILES).flatMap((name) => faultsOf(name, read(site, `api/v2/${name}`)).map((fault) => `${name}: ${fault}`));
}

/** The client of npm gets what the files hold. Its `getAll` for maintenance asks for what is to come: a fault of the client. */
async function npmClient(site, { url }) {
  const client = new Statuspage("x");
  client.setApiUrl(url);
  const { api } = client;
  const asked = {
    "summary.json": () => api.getSummary(),
    "status.json": () => api.getStatus(),
    "components.json": () => api.getComponents(),
    "incidents.json": () => api.incidents.getAll(),
    "incidents/unresolved.json": () => api.incidents.getUnresolved(),
    "scheduled-maintenances/upcoming.json": () => api.scheduledMaintenances.getUpcoming(),
  };
  const faults = [];
  for (const [name, ask] of Object.entries(asked)) {
    const got = await ask().catch((problem) => problem.message);
    if (JSON.stringify(got) !== JSON.stringify(read(site, `api/v2/${name}`))) faults.push(`statuspage.io reads ${name} as ${got}`);
  }
  return faults;
}

/** The exporter of PyPI has a figure for each component, and one for whatever is open. */
async function exporter(site, { url }) {
  const folder = mkdtempSync(join(tmpdir(), "exporter-"));
  const paths = { services: join(folder, "services.json"), metrics: join(folder, "metrics.prom") };
  writeFileSync(paths.services, JSON.stringify({ site: { url: `${url}/api/v2/summary.json`, name: "site" } }));
  const env = { PATH: process.env.PATH, HOME: folder, RUN_MODE: "once", SERVICES_JSON_PATH: paths.services, METRICS_TEXTFILE_PATH: paths.metrics };
  const ended = await run(join(tools, "venv/bin/statuspage-prometheus-exporter"), [], { cwd: folder, env, timeout: 60000 }).catch((problem) => problem);
  const faults = [];
  try {
    const metrics = readFileSync(paths.metrics, "utf8");
    const summary = read(site, "api/v2/summary.json");
    const quoted = (text) => text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
    const wanted = [
      ...summary.components.filter((one) => !one.group).map((one) => `component_name="${quoted(one.name)}"`),
      ...summary.incidents.map((one) => `incident_id="${one.id}"`),
      ...summary.scheduled_maintenances.map((one) => `maintenance_id="${one.id}"`),
    ];
    faults.push(...wanted.filter((words) => !metrics.includes(words)).map((words) => `the exporter has no ${words}`));
  } catch (problem) {
    faults.push(`the exporter wrote nothing: ${problem.message} ${ended.stderr}`);
  }
  rmSync(folder, { recursive: true });
  return faults;
}

/** `heroku status` prints every group, every open incident, and every update of those. */
async function heroku(site, { url }) {
  const home = mkdtempSync(join(tmpdir(), "heroku-"));
  const env = {
    // Where it gets no answer it asks another service: a proxy that is not there keeps it from the network.
    PATH: process.env.PATH, HOME: home, HEROKU_STATUS_HOST: url, HTTPS_PROXY: "http://127.0.0.1:9", NO_PROXY: "127.0.0.1",
    HEROKU_SKIP_ANALYTICS: "1", DISABLE_TELEMETRY: "true", HEROKU_SKIP_NEW_VERSION_CHECK: "1", NO_COLOR: "1",
  };
  const command = (...more) => run(join(tools, "node_modules/.bin/heroku"), ["status", ...more], { env, timeout: 120000 });
  const said = await command().catch((problem) => problem);
  const json = await command("--json").catch((problem) => problem);
  rmSync(home, { recursive: true });
  if (said instanceof Error) return [`heroku status fails: ${said.stderr}`];
  const folded = (text) => String(text).replace(/\s+/g, " ").trim();
  const printed = folded(said.stdout);
  const file = read(site, "api/v4/current-status");
  const wanted = [
    ...file.status.map((one) => `${one.system}:`),
    ...file.incidents.flatMap((one) => [
      `${one.title} ${one.created_at} ${one.full_url}`,
      ...one.updates.flatMap((update) => [update.update_type, new Date(update.updated_at).toISOString(), update.contents]),
    ]),
  ];
  const faults = wanted.filter((words) => !printed.includes(folded(words))).map((words) => `heroku status does not print: ${words}`);
  if (JSON.stringify(JSON.parse(json.stdout)) !== JSON.stringify(file)) faults.push("heroku status --json differs from the file");
  return faults;
}

/** A page of another origin with some markup, in the browser. */
async function elsewhere(browser, markup, look) {
  const widget = readFileSync(join(tools, "node_modules/@statuspage/status-widget/dist/index.js"));
  const host = createServer((request, response) => {
    const script = request.url === "/widget.js";
    response.writeHead(200, { "content-type": script ? "text/javascript" : "text/html" }).end(script ? widget : markup);
  });
  await new Promise((ready) => host.listen(0, "127.0.0.1", ready));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${host.address().port}/`);
  const seen = await look(page);
  await page.close();
  host.close();
  return seen;
}

/** Atlassian's widget on a page of another origin shows the sentence of the whole. It asks at the root of a host, whatever the path is. */
async function widget(browser, site, { url }) {
  const markup = `<!doctype html><title>widget</title><statuspage-widget src="${url}"></statuspage-widget><script src="/widget.js"></script>`;
  const shown = await elsewhere(browser, markup, (page) =>
    page.locator("statuspage-widget .status-text").innerText({ timeout: 10000 }).catch(() => "nothing"));
  const { description } = read(site, "api/v2/status.json").status;
  return shown === description ? [] : [`the widget shows ${shown}, not ${description}`];
}

/** The page for frames stands in a frame of another origin, and no other page does. */
async function framed(browser, { url }) {
  const markup = `<!doctype html><title>frames</title><iframe src="${url}/embed/"></iframe><iframe src="${url}/"></iframe>`;
  const [embed, whole] = await elsewhere(browser, markup, async (page) => {
    await page.waitForLoadState("networkidle");
    return Promise.all(page.frames().slice(1).map((frame) => frame.locator(".banner h1").innerText({ timeout: 2000 }).catch(() => "")));
  });
  return [...(embed === "" ? ["the page for frames is not shown"] : []), ...(whole === "" ? [] : ["the status page can be framed"])];
}

/** A host's own parsers understand every rule, and each redirect leads from a page to a page. */
async function hosting(site) {
  const headers = await parseAllHeaders({ headersFiles: [join(site, "_headers")], minimal: true });
  const redirects = await parseAllRedirects({ redirectsFiles: [join(site, "_redirects")], minimal: true });
  const faults = [...headers.errors, ...redirects.errors].map((fault) => fault.message);
  const lines = (name, pattern) => readFileSync(join(site, name), "utf8").split("\n").filter((line) => pattern.test(line)).length;
  if (headers.headers.length !== lines("_headers", /^\//)) faults.push(`${headers.headers.length} rules of _headers are read`);
  if (redirects.redirects.length !== lines("_redirects", /./)) faults.push(`${redirects.redirects.length} redirects are read`);
  const root = rootOf(site);
  for (const { from, path, to } of redirects.redirects)
    for (const address of [from ?? path, to]) {
      const file = join(site, decodeURIComponent(address.slice(root.length)), "index.html");
      if (!address.startsWith(root) || !readFileSync(file, "utf8")) faults.push(`${address} is no page`);
    }
  return faults;
}

/** Each file with a known fault, and what shows that the check sees it. */
async function planted(browser, site) {
  const summary = () => structuredClone(read(site, "api/v2/summary.json"));
  const changed = (change) => {
    const file = summary();
    change(file);
    return faultsOf("summary.json", file);
  };
  const bare = await serve(site, { headers: false });
  const seen = {
    "a word that Statuspage does not have": changed((file) => (file.components[1].status = "broken")),
    "a sentence of another indicator": changed((file) => (file.status.indicator = file.status.indicator === "none" ? "major" : "none")),
    "a missing key": changed((file) => delete file.page.updated_at),
    "a key too many": changed((file) => (file.components[0].colour = "red")),
    "a time without milliseconds": changed((file) => (file.page.updated_at = "2012-06-30T04:00:00Z")),
    "two components of one name": changed((file) => (file.components[1].name = file.components[2].name)),
    "a group without its components": changed((file) => file.components.find((one) => one.group).components.pop()),
    "a file without a part": faultsOf("status.json", { page: summary().page }),
    "a host that lets no other origin read": await widget(browser, site, bare),
    "a host that does not know the type of the file for heroku": await heroku(site, bare),
    "a host that lets every page be framed": (await framed(browser, bare)).filter((fault) => fault.includes("can be framed")),
  };
  await bare.close();
  return Object.entries(seen).map(([what, faults]) => [`planted: ${what}`, faults.length > 0 ? [] : ["was not seen"]]);
}

const sites = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.browser,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const size = (site) => read(site, "api/v2/components.json").components.length;
const largest = [...sites].sort((a, b) => size(b) - size(a))[0];
const results = await planted(browser, largest);
for (const site of sites) {
  const host = await serve(site);
  const [npm, pypi, command] = await Promise.all([npmClient(site, host), exporter(site, host), heroku(site, host)]);
  results.push([`${site}: schema`, shapes(site)], [`${site}: statuspage.io`, npm], [`${site}: exporter`, pypi], [`${site}: heroku status`, command]);
  const atRoot = await serve(site, { moved: true });
  results.push([`${site}: widget`, await widget(browser, site, atRoot)], [`${site}: frames`, await framed(browser, host)]);
  results.push([`${site}: hosting files`, await hosting(site)]);
  await Promise.all([host.close(), atRoot.close()]);
}
await browser.close();
for (const [what, faults] of results) for (const fault of faults) console.log(`${what}: ${fault}`);
const failed = results.filter(([, faults]) => faults.length > 0).length;
console.log(`clients: ${results.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 || sites.length === 0 ? 1 : 0);
