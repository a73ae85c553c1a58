/** Texts of pages, API, errors and documentation are plain, idiomatic English. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { listFiles } from "../lib/fresh/build/crawl.ts";
import { oddWordings } from "../testing/wording.ts";

const ROOT = new URL("..", import.meta.url);
const FOLDERS = ["routes", "islands", "components", "lib", "cli", "docs"];
const FILES = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "cli.ts", "backup.ts", "restore.ts"];
const READ = /\.(?:tsx?|md)$/;
/** What nobody reads as a text: tests, and results as they were published. */
const UNREAD = /_test\.tsx?$|^docs\/results/;

Deno.test("oddWordings() finds what was replaced, and leaves comments and English idiom alone", () => {
  assert.deepEqual(
    oddWordings('Take it along\nIt "stands for 5". // anew\nDo it anew.').map(({ line, found }) =>
      `${line}: ${found}`
    ),
    ["1: Take it along", "3: anew"],
  );
});

Deno.test("texts are worded as a native speaker would", async () => {
  const paths = [...FILES];
  for (const folder of FOLDERS) {
    const files = await listFiles(fileURLToPath(new URL(folder, ROOT)));
    paths.push(...files.map((path) => `${folder}/${path}`));
  }
  const texts = paths.filter((path) => READ.test(path) && !UNREAD.test(path));
  assert.ok(texts.length > 1000, `Only ${texts.length} files were read.`);
  const odd = await Promise.all(
    texts.map(async (path) =>
      oddWordings(await Deno.readTextFile(new URL(path, ROOT)))
        .map(({ line, found, instead }) => `${path}:${line}: "${found}", better: ${instead}`)
    ),
  );
  assert.deepEqual(odd.flat(), []);
});
