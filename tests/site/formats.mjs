// The wrong example of every rule, reported in every format that has a schema. SARIF's is that of OASIS, GitLab's is written after its
// manual, and GitHub's commands are read as its runner reads them.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const { tools } = process.env;
const require = createRequire(join(tools, "node_modules", "x.js"));
const Ajv = require("ajv");
const Ajv4 = require("ajv-draft-04");
const [program] = process.argv.slice(2);

const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const sarif = new Ajv4({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  json(join(tools, "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")),
);
const gitlab = new Ajv({ allErrors: true }).compile(json(join(here, "schemas/code-quality.json")));

const SITE = "version: 1\ntitle: Status\nurl: https://status.example.com/\nsite_id: example\ntime_zone: Etc/UTC\n";
const COMPONENTS = "groups:\n  - id: front\n    name: Front\n    components:\n      - { id: web, name: Web }\n      - { id: api, name: API }\n";

let failed = 0;
const fault = (text) => {
  failed += 1;
  console.error(text);
};

// The schemas for editors are sound for a validator that accepts nothing it does not know.
const fresh = mkdtempSync(join(tmpdir(), "schemas-"));
execFileSync(program, ["new", "site", fresh], { stdio: "ignore" });
const schemas = join(fresh, ".statuary/schema");
const strict = { strict: true, allErrors: true, logger: { log: fault, warn: fault, error: fault } };
for (const name of readdirSync(schemas)) {
  try {
    new Ajv(strict).compile(json(join(schemas, name)));
  } catch (error) {
    fault(`schema ${name}: ${error.message}`);
  }
}
if (readdirSync(schemas).length < 10) fault("there are fewer schemas than kinds of files");

// The page of all rules has the files of each example.
const page = execFileSync(program, ["explain", "--format", "markdown"], { encoding: "utf8" });
const sections = page.split("\n### ").slice(1);
const examples = sections.map((section) => {
  const files = [...section.matchAll(/^(?:In both examples|Wrong): `content\/([^`]*)`(?: \(([^)]*)\))?$(?:\n\n```\w+\n([^]*?)```$)?/gm)];
  return { id: section.split("\n")[0], files: files.map(([, path, note, text]) => ({ path, note, text })) };
});

const write = (folder, { path, note, text }) => {
  const place = join(folder, "content", path);
  mkdirSync(dirname(place), { recursive: true });
  if (note === "does not exist") return rmSync(place);
  if (note === "a symbolic link") return symlinkSync("elsewhere.yaml", place);
  const last = text.trimEnd().split("\n").at(-1);
  const times = Number(/repeated (\d+) times/.exec(note)?.[1] ?? 1);
  const whole = text + `${last}\n`.repeat(times - 1);
  writeFileSync(place, whole, note === "encoded in ISO 8859-1" ? "latin1" : "utf8");
};

// An incident of before: without any entry in it, a history tells nothing.
const EARLIER = `title: The API is slow
started: 2026-10-03T14:02Z
impact: minor
components: { api: degraded_performance }
updates:
  - { at: 2026-10-03T14:09Z, posted: unknown, status: resolved, text: The problem is fixed. }
`;

// Makes a folder a repository whose main branch has what is in it so far, and the incident of before.
const commit = (folder) => {
  write(folder, { path: "incidents/2026-10-03-api.yaml", text: EARLIER });
  const person = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  for (const command of [["init", "--quiet", "--initial-branch", "main"], ["add", "."], [...person, "commit", "--quiet", "--message", "A site"]]) {
    const run = spawnSync("git", command, { cwd: folder, encoding: "utf8" });
    if (run.status !== 0) throw new Error(`git ${command.join(" ")}: ${run.stderr}`);
  }
};

const said = (folder, format) => {
  const now = ["--now", "2026-12-31T00:00Z"];
  const run = spawnSync(program, ["check", "--format", format, ...now], { cwd: folder, encoding: "utf8" });
  if (run.status === 2) throw new Error(`check --format ${format}: ${run.stderr}`);
  return run.stdout;
};

// What the runner does with a line: a command, its properties and its text.
const unescaped = (text) => text.replace(/%(25|0D|0A|3A|2C)/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
const command = (line) => {
  const [, name, properties, text] = /^::(\w+)(?: ([^:]*))?::(.*)$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const pairs = (properties ?? "").split(",").filter(Boolean);
  const read = pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), unescaped(pair.slice(pair.indexOf("=") + 1))]);
  return { name, text: unescaped(text), ...Object.fromEntries(read) };
};
const KNOWN = ["error", "warning", "notice", "group", "endgroup"];

const work = mkdtempSync(join(tmpdir(), "statuary-formats-"));
let seen = 0;
for (const { id, files } of examples) {
  const folder = join(work, id);
  write(folder, { path: "site.yaml", text: SITE });
  write(folder, { path: "components.yaml", text: COMPONENTS });
  if (files.some(({ note }) => note === "not committed yet")) commit(folder);
  files.forEach((file) => write(folder, file));
  const all = JSON.parse(said(folder, "json")).diagnostics;
  if (!all.some(({ rule }) => rule === id)) fault(`${id}: the wrong example does not break it`);
  seen += all.length;

  const log = JSON.parse(said(folder, "sarif"));
  if (!sarif(log)) fault(`${id}: SARIF: ${JSON.stringify(sarif.errors.slice(0, 3))}`);
  const [{ results, tool }] = log.runs;
  if (results.length !== all.length) fault(`${id}: SARIF has ${results.length} of ${all.length}`);
  for (const { id: rule, help } of tool.driver.rules) if (!help?.text) fault(`${id}: SARIF has no help for ${rule}`);

  const report = JSON.parse(said(folder, "gitlab"));
  if (!gitlab(report)) fault(`${id}: GitLab: ${JSON.stringify(gitlab.errors.slice(0, 3))}`);
  if (new Set(report.map(({ fingerprint }) => fingerprint)).size !== all.length) fault(`${id}: GitLab takes two for one`);

  const lines = said(folder, "github").trimEnd().split("\n");
  const commands = lines.map(command);
  const plain = lines.filter((_, at) => commands[at] === undefined);
  const counted = commands.filter((one) => one?.name === "error" || one?.name === "warning");
  if (counted.length + plain.length !== all.length) fault(`${id}: GitHub has ${counted.length} and ${plain.length} of ${all.length}`);
  for (const one of commands.filter(Boolean)) if (!KNOWN.includes(one.name)) fault(`${id}: GitHub knows no command ${one.name}`);
  for (const { file, line, endLine, title } of counted) {
    if (!file.startsWith("content/") || !(+line >= 1) || !(+endLine >= +line) || !title) fault(`${id}: GitHub: ${file}:${line} ${title}`);
  }
}
rmSync(work, { recursive: true });
if (examples.length < 90) fault(`the page of rules has ${examples.length} examples`);
console.log(`formats: ${examples.length} examples, ${seen} diagnostics, ${failed} faults`);
process.exit(failed === 0 ? 0 : 1);
