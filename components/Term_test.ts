import assert from "node:assert/strict";
import { parseGlossary } from "../lib/web/glossary.ts";
import { LINKED_TERMS } from "./Term.tsx";

Deno.test("every term that pages link is in the glossary, which is in order", async () => {
  const text = await Deno.readTextFile(new URL("../docs/glossary.md", import.meta.url));
  const terms = parseGlossary(text).map(({ term }) => term);
  assert.deepEqual(LINKED_TERMS.filter((term) => !terms.includes(term)), []);
  assert.deepEqual(terms, terms.toSorted((a, b) => a.localeCompare(b, "en")));
});
