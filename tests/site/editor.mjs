// Speaks with yaml-language-server as an editor does. Usage: node editor.mjs SITE_DIR
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const site = process.argv[2];
const server = spawn(process.execPath, [join(process.env.tools, "node_modules/yaml-language-server/bin/yaml-language-server"), "--stdio"]);
server.stderr.pipe(process.stderr);

const waiting = new Map();
const diagnostics = new Map();
let number = 0;
let buffer = Buffer.alloc(0);

server.stdout.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const end = buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end).toString())[1]);
    if (buffer.length < end + 4 + length) return;
    const message = JSON.parse(buffer.subarray(end + 4, end + 4 + length).toString());
    buffer = buffer.subarray(end + 4 + length);
    receive(message);
  }
});

function send(message) {
  const text = JSON.stringify({ jsonrpc: "2.0", ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function receive(message) {
  if (message.method === "textDocument/publishDiagnostics") {
    diagnostics.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    // The server asks for settings and offers to register; settings are given in full below.
    const result = message.method === "workspace/configuration" ? message.params.items.map((item) => (item.section === "yaml" ? settings : {})) : null;
    send({ id: message.id, result });
  } else if (message.id !== undefined) {
    waiting.get(message.id)(message);
    waiting.delete(message.id);
  }
}

function ask(method, params) {
  const id = ++number;
  send({ id, method, params });
  return new Promise((resolve, reject) => {
    waiting.set(id, (answer) => (answer.error ? reject(new Error(JSON.stringify(answer.error))) : resolve(answer.result)));
  });
}

// Nothing is fetched: schemas are found by the first line of each file alone.
const settings = { validate: true, completion: true, hover: true, schemaStore: { enable: false }, schemas: {} };

// Opens a text as a file and waits for what the server says of it.
function open(path, text) {
  const uri = pathToFileURL(join(site, path)).href;
  const said = new Promise((resolve) => diagnostics.set(uri, resolve));
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error(`the server says nothing of ${path}`)), 60000).unref());
  return Promise.race([said, late]).then((found) => ({ uri, found }));
}

const failures = [];
const fail = (text) => failures.push(text);
const shown = (found) => found.map((one) => `${one.range.start.line + 1}: ${one.message}`).join("; ");

function files(folder) {
  return readdirSync(join(site, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? files(path) : [path];
  });
}

// The kind of a file, by its place.
function kind(path, text) {
  const [, folder, name] = /^content\/(?:(.*)\/)?([^/]+)$/.exec(path);
  if (!folder) return name.replace(".yaml", "");
  if (folder.startsWith("internal/reports/")) {
    const known = { "product.yaml": "product", "usage.yaml": "usage", "actions.yaml": "actions" };
    return known[name] ?? (/^(tickets|planned):/m.test(text) ? "worksheet" : "tally");
  }
  const kinds = { incidents: "incident", maintenance: "maintenance", postmortems: "postmortem", notices: "notice", pages: "page", "internal/on-call": "on-call" };
  return kinds[folder] ?? name.replace(".yaml", "");
}

const line = (of) => `# yaml-language-server: $schema=${pathToFileURL(join(site, ".statuary/schema", `${of}.json`)).href}\n`;

await ask("initialize", { processId: process.pid, rootUri: pathToFileURL(site).href, capabilities: { workspace: { configuration: true } } });
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml: settings } } });

// The whole example is right, front matter too.
let right = 0;
for (const path of files("content")) {
  let text = readFileSync(join(site, path), "utf8");
  const of = kind(path, text);
  if (path.endsWith(".md")) text = text.split(/^---$/m)[1];
  else if (!path.endsWith(".yaml")) continue;
  const own = text.startsWith("# yaml-language-server:") ? text : line(of) + text;
  const { found } = await open(path.replace(/\.md$/, ".front.yaml"), own);
  if (found.length > 0) fail(`${path} (${of}) is right, and yet: ${shown(found)}`);
  right += 1;
}
if (right < 80) fail(`only ${right} files of the example were looked at`);

// Slips, each in an incident as `new` writes it, with the line that they are on.
const path = files("content/incidents").find((name) => name.endsWith("-slow-pages.yaml"));
const incident = readFileSync(join(site, path), "utf8");
const slips = [
  ["a wrong key", "started:", "startet:", /startet/],
  ["a wrong component", "  api:", "  ap:", /ap/],
  ["a wrong state", "degraded_performance", "degraded", /degraded_performance/],
  ["a wrong status", "status: identified", "status: identifed", /identified/],
  // The keyword for a message of its own is none of JSON Schema's, and strict validators refuse it. `statuary check` names the form.
  ["a wrong time", /at: .*/, "at: 2013-13-03T12:00Z", /does not match the pattern/],
  ["a wrong duration", /$/, "    next_update: soon\n", /does not match the pattern/],
];
for (const [what, from, to, says] of slips) {
  const text = incident.replace(from, to);
  const { found } = await open(`content/incidents/${what.replaceAll(" ", "-")}.yaml`, text);
  const at = text.split("\n").findIndex((one, index) => one !== incident.split("\n")[index]);
  if (!found.some((one) => one.range.start.line === at && says.test(one.message))) fail(`${what}: ${shown(found) || "nothing is said"}`);
}

// The cursor: ids are offered, states too, and a key says what it means.
async function offered(name, text) {
  const at = text.indexOf("|");
  const before = text.slice(0, at).split("\n");
  const { uri } = await open(`content/incidents/${name}.yaml`, text.replace("|", ""));
  const position = { line: before.length - 1, character: before.at(-1).length };
  const list = await ask("textDocument/completion", { textDocument: { uri }, position });
  return (list.items ?? list).map((item) => item.label);
}
const ids = await offered("offer-ids", incident.replace("  api: degraded_performance", "  api: degraded_performance\n  |"));
for (const id of ["postgres", "dashboard"]) if (!ids.includes(id)) fail(`the component ${id} is not offered among ${ids}`);
const states = await offered("offer-states", incident.replace("api: degraded_performance", "api: |"));
if (!states.includes("major_outage")) fail(`major_outage is not offered among ${states}`);
const { uri } = await open(path, incident);
const hover = await ask("textDocument/hover", { textDocument: { uri }, position: { line: incident.split("\n").findIndex((one) => one.startsWith("started:")), character: 2 } });
if (!JSON.stringify(hover ?? "").includes("first affected")) fail(`hover says ${JSON.stringify(hover)}`);

server.kill();
for (const text of failures) console.error(text);
console.log(`editor: ${right} files of the example, ${slips.length} slips, ${failures.length} failures`);
process.exit(failures.length > 0 ? 1 : 0);
