// How fast three well-known packages read the same texts: wink-nlp (names and dates), compromise (people, places,
// organisations; quotations), chrono-node (dates). Run by benches/compare, which installs them; argument: a folder of .txt files.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";

const [folder, installed] = process.argv.slice(2);
const require = createRequire(join(installed, "index.js"));
const names = readdirSync(folder).filter((name) => name.endsWith(".txt")).sort();
const texts = names.map((name) => readFileSync(join(folder, name), "utf8"));
const words = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0);
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

const rounds = 3;
function measure(name, read, what = "") {
  texts.slice(0, 5).forEach(read); // warm
  const seconds = [];
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint();
    for (const text of texts) read(text);
    seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
  }
  seconds.sort((a, b) => a - b);
  const { version } = JSON.parse(readFileSync(join(installed, "node_modules", name, "package.json"), "utf8"));
  const perSecond = (count) => (count / 1e6 / seconds[1]).toFixed(3).padStart(8);
  const label = `${name} ${version} ${what}`.padEnd(32);
  console.log(`${label} ${perSecond(bytes)} MB/s  ${perSecond(words)} million words/s`);
}

console.log(`${texts.length} texts, ${(bytes / 1e6).toFixed(2)} MB; median of ${rounds} rounds, one core`);
const wink = require("wink-nlp")(require("wink-eng-lite-web-model"));
const its = wink.its;
measure("wink-nlp", (text) => wink.readDoc(text).entities().out(its.detail).length);
const compromise = require("compromise");
measure("compromise", (text) => {
  const doc = compromise(text);
  return doc.people().out("array").length + doc.places().out("array").length + doc.organizations().out("array").length;
});
measure("compromise", (text) => compromise(text).quotations().out("array").length, "quotations");
const chrono = require("chrono-node");
const day = new Date(2025, 1, 18);
measure("chrono-node", (text) => chrono.parse(text, day).length);
