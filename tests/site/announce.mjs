// Adaptive Cards as Microsoft's own library reads them. Usage: announce.mjs CARDS
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.STATUARY_TOOLS_FOLDER}/`);
const library = require("adaptivecards/dist/adaptivecards.js");

/** What the library finds wrong with a card. */
function faults(json) {
  const card = new library.AdaptiveCard();
  const context = new library.SerializationContext(library.Versions.v1_4);
  card.parse(json, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  const found = [...events, ...card.validateProperties().validationEvents].map((event) => event.message);
  // The pattern of the library has a state, so that it refuses every second language.
  return found.filter((fault) => !/^Invalid value "[a-z]{2,3}" for property "lang"/.test(fault));
}

const cards = JSON.parse(readFileSync(process.argv[2], "utf8"));
const found = cards.flatMap((card) => faults(card).map((fault) => `${fault}: ${JSON.stringify(card).slice(0, 200)}`));
// The library would find something.
if (faults({ type: "AdaptiveCard", version: "1.4", body: [{ type: "Paragraph" }] }).length === 0) found.push("an unknown element is not found");
console.log(found.join("\n") || `announce: ${cards.length} cards passed`);
process.exit(found.length ? 1 : 0);
