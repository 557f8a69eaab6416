// Readability.js over all pages of a folder, for bench/extract.c, which
// measures this process: node run.mjs FOLDER.  Prints how many gave a text.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

const folder = process.argv[2];
let good = 0;
for (const name of readdirSync(folder).sort()) {
  try {
    const { document } = parseHTML(readFileSync(join(folder, name), "utf8"));
    const article = new Readability(document).parse();
    good += article?.textContent ? 1 : 0;
  } catch {
    // a page it cannot read counts as none
  }
}
console.log(good);
