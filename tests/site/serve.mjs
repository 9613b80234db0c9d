// Serves a built public site on loopback as a host that reads its `_headers` would: under the path of the site, and with no header that the
// file does not give. What is missing there is missing for the programs that read the site.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** The rules of a `_headers` file: a path, and the headers that are sent with what it matches. */
function rulesOf(text) {
  const rules = [];
  for (const line of text.split("\n").filter((line) => line.trim() !== "")) {
    if (!line.startsWith("  ")) rules.push({ path: line, headers: [] });
    else rules.at(-1).headers.push(line.trim().split(/: (.*)/s).slice(0, 2));
  }
  return rules.map(({ path, headers }) => {
    const pattern = path.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/:\w+/g, "[^/]+").replace(/\*$/, ".*");
    return { matches: new RegExp(`^${pattern}$`), headers };
  });
}

/** Media types that every host knows. */
const KNOWN = { html: "text/html; charset=utf-8", json: "application/json", svg: "image/svg+xml", png: "image/png" };

/** The path of the address at which a site is published, with a slash at its end. */
export function rootOf(site) {
  const { page } = JSON.parse(readFileSync(join(site, "api/v2/summary.json"), "utf8"));
  return new URL(page.url).pathname.replace(/\/?$/, "/");
}

/** Serves a site until it is closed. Without its headers it is what a host that does not read them sends; it may be moved to the root, and
 * sent compressed as hosts do for browsers. */
export async function serve(site, { headers = true, moved = false, compressed = false } = {}) {
  const published = rootOf(site);
  const root = moved ? "/" : published;
  const text = headers ? readFileSync(join(site, "_headers"), "utf8") : "";
  const rules = rulesOf(text.split("\n").map((line) => (line.startsWith(published) ? root + line.slice(published.length) : line)).join("\n"));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const inside = path.startsWith(root) ? path.slice(root.length) : null;
    const file = join(site, inside === "" || inside?.endsWith("/") ? `${inside}index.html` : (inside ?? "404.html"));
    const found = inside !== null && existsSync(file) && statSync(file).isFile();
    const body = readFileSync(found ? file : join(site, "404.html"));
    const type = KNOWN[(found ? file : ".html").split(".").pop()] ?? "application/octet-stream";
    const sent = new Map([["content-type", type]]);
    for (const { matches, headers } of rules)
      if (matches.test(path)) for (const [name, value] of headers) sent.set(name.toLowerCase(), value);
    if (compressed) sent.set("content-encoding", "gzip");
    response.writeHead(found ? 200 : 404, [...sent].flat()).end(compressed ? gzipSync(body) : body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: origin + root.replace(/\/$/, ""), close: () => new Promise((done) => server.close(done)) };
}
