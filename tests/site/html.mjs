// Reads the checker's report: which files have faults, and whether the planted ones were seen.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [report, planted, ...sites] = process.argv.slice(2);
const faults = new Map();
for (const message of JSON.parse(readFileSync(report, "utf8")).messages) {
  // An info without a subtype only tells which version of a language was taken.
  if (message.type === "info" && !message.subType) continue;
  const file = message.url ? fileURLToPath(message.url) : "the checker";
  const markup = (message.extract ?? "").replace(/\s+/g, " ");
  const kind = message.subType ?? message.type;
  const line = `${file}:${message.lastLine ?? 0}: ${kind}: ${message.message} [${markup}]`;
  faults.set(file, [...(faults.get(file) ?? []), line]);
}

const unseen = ["fault.html", "fault.css", "fault.svg"].filter((name) => !faults.delete(join(planted, name)));
const files = sites.flatMap((site) =>
  readdirSync(site, { recursive: true }).filter((name) => /\.(html|css|svg)$/.test(name)).map((name) => join(site, name)));

for (const lines of faults.values()) lines.forEach((line) => console.log(line));
for (const name of unseen) console.log(`planted ${name}: its fault was not seen`);
const failed = faults.size + unseen.length;
const clean = files.filter((file) => !faults.has(file)).length;
console.log(`html: ${clean} passed, ${failed} failed`);
process.exit(failed > 0 || clean === 0 ? 1 : 0);
