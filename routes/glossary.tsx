import { join } from "node:path";
import { page } from "fresh";
import { PageHead } from "../components/PageHead.tsx";
import { parseGlossary, termId } from "../lib/web/glossary.ts";
import { define } from "../utils.ts";

export const handler = define.handlers({
  async GET({ config }) {
    const text = await Deno.readTextFile(join(config.root, "docs", "glossary.md"));
    return page({ entries: parseGlossary(text) });
  },
});

export default define.page<typeof handler>(function GlossaryPage({ data: { entries } }) {
  return (
    <>
      <PageHead
        title="Glossary"
        lede="Each term has one meaning, on the pages and in the API."
      />
      <dl class="card glossary">
        {entries.map(({ term, text }) => (
          <div key={term} id={termId(term)}>
            <dt>{term}</dt>
            <dd>
              {text.split("`").map((part, index) =>
                index % 2 === 0 ? part : <code key={index}>{part}</code>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
});
