// Pages in a text browser: nothing is lost, no two words run together, and what matters comes first.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { kindOf, planted, read } from "./site.mjs";

const require = createRequire(join(process.env.tools, "package.json"));
const { Parser } = require("htmlparser2");

// The lines that are in an English page for customers, by kind, in this order; those with a question mark need not be there.
const ORDER = {
  "index.html": ["Skip to content", "Open incidents?", "Maintenance in progress?", "Upcoming maintenance?", "Notices?", "Components",
    "How we determine status and uptime", "Days with incidents in the last 90 days?", "Past incidents", "(As of|All times are in) .*", "Support .*"],
  "incidents/*": ["Skip to content", "Next update by?", "Timeline", "Impact", "Started", "Affected components?", "(As of|All times are in) .*"],
  "maintenance/*": ["Skip to content", "Scheduled for", "Timeline", "Affected components", "(As of|All times are in) .*"],
  "components/*": ["Skip to content", "Uptime", "Incidents?", "Maintenance?", "Subscribe", "(As of|All times are in) .*"],
  "history/*": ["Skip to content", "\\w+ \\d{4}", "(As of|All times are in) .*"],
};
const DAY = /^\s*(\d+ \w+ \d{4})(, \d\d:\d\d UTC)?$/;

const wordsOf = (text) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");

/** The words that a page says, in its order. */
function said(html) {
  const words = [];
  let silent = 0;
  const isSilent = (name) => ["style", "script", "svg", "head"].includes(name);
  const parser = new Parser({
    onopentag: (name) => (silent += isSilent(name) ? 1 : 0),
    onclosetag: (name) => (silent -= isSilent(name) ? 1 : 0),
    ontext: (text) => silent === 0 && words.push(...wordsOf(text)),
  }, { decodeEntities: false });
  // A character that is written out must not part a word in two.
  parser.end(html.replace(/&(?:#39|#x27|apos|quot|#34|amp|lt|gt|nbsp|#160);/g, " "));
  return words;
}

/** The faults of a dump: words of the page that are not in it, and lines out of their order. */
export function faultsOf(html, dump, kind) {
  const faults = [];
  // Japanese has no spaces between words: there a word is looked for among the letters.
  const shown = /<html lang="ja"/.test(html) ? wordsOf(dump).join("") : wordsOf(dump);
  let at = 0;
  for (const word of said(html)) {
    const next = shown.indexOf(word, at);
    if (next < 0) {
      faults.push(`a text browser does not show, or not in this place: ${word} (after: ${[...shown.slice(Math.max(0, at - 5), at)].join(" ")})`);
      break;
    }
    at = next + (typeof shown === "string" ? word.length : 1);
  }
  if (!/<html lang="en"/.test(html)) return faults;
  const lines = dump.split("\n").map((line) => line.trim());
  let last = 0;
  for (const wanted of ORDER[kind] ?? []) {
    const line = new RegExp(`^${wanted.replace(/\?$/, "")}$`);
    const found = lines.findIndex((text, place) => place >= last && line.test(text));
    if (found >= 0) last = found;
    else if (!wanted.endsWith("?") || lines.some((text) => line.test(text))) faults.push(`a text browser does not show in its place: ${wanted}`);
  }
  // The newest first: updates, and the days of a month.
  const listed = kind === "history/*" ? 0 : lines.indexOf("Timeline");
  if (listed < 0) return faults;
  const after = lines.findIndex((line, place) => place > listed && ["Impact", "Affected components"].includes(line));
  const days = lines.slice(listed, after < 0 ? undefined : after).map((line) => DAY.exec(line)).filter((found) => found !== null).map(([line]) => Date.parse(line));
  if (days.length === 0) faults.push("a text browser shows no day");
  if (days.some((day, place) => place > 0 && day > days[place - 1])) faults.push("a text browser shows an older day first");
  return faults;
}

/** Reads pages of a site in w3m. */
export function text(site, names, note) {
  for (const name of names) {
    const options = ["-dump", "-cols", "600", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", join(site, name)];
    const kind = basename(site) === "public" ? kindOf(name) : null;
    note(name, faultsOf(read(site, name), execFileSync("w3m", options, { encoding: "utf8" }), kind));
  }
}

export function plantedText(note) {
  const cases = [
    ["index.html", `<p>one <b>two</b><span>three</span>`, "one twothree", "does not show, or not in this place: two"],
    ["index.html", `<p>one two`, "two one", "does not show, or not in this place: two"],
    ["maintenance/*", "", "Skip to content\nScheduled for\nAffected components\nTimeline\n2 May 2013, 10:00 UTC\nAs of now", "in its place: Affected components"],
    ["maintenance/*", "", "Skip to content\nScheduled for\nTimeline\n2 May 2013\n3 May 2013\nAffected components\nAs of now", "an older day first"],
  ];
  for (const [kind, body, dump, wanted] of cases) {
    const found = faultsOf(`<html lang="en">${body}`, dump, kind);
    note(found.some((fault) => fault.includes(wanted)) ? [] : [`not seen: ${wanted} (but ${found})`]);
  }
  const site = planted(`<html lang="de"><p>one <b>two</b><span>three</span>`);
  text(site, ["index.html"], (_, faults) => note(faults.length === 1 ? [] : ["not seen: words that run together"]));
}
