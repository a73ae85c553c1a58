import { page } from "fresh";
import { join } from "node:path";
import { ApiOperation } from "../../components/docs/ApiOperation.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { openApiDocument } from "../../lib/api/document.ts";
import { describeSchema } from "../../lib/api/describe_schema.ts";
import { define } from "../../utils.ts";

const EXAMPLES = [
  { title: "curl", file: "score.sh" },
  { title: "TypeScript", file: "score.ts" },
  { title: "Python", file: "score.py" },
];

export const handler = define.handlers({
  async GET({ config, state: { netsift } }) {
    const { paths, components } = openApiDocument(netsift.config);
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, operation }))
    );
    return page({
      tags: Object.entries(Object.groupBy(operations, ({ operation }) => operation.tags[0])),
      schemas: Object.entries(components.schemas),
      examples: await Promise.all(EXAMPLES.map(async ({ title, file }) => ({
        title,
        text: await Deno.readTextFile(join(config.root, "docs", "examples", file)),
      }))),
    });
  },
});

export default define.page<typeof handler>(function ApiPage({ data }) {
  const { tags, schemas, examples } = data;
  return (
    <>
      <PageHead
        title="HTTP API"
        lede={
          <>
            Everything that the pages can do. For tools:{" "}
            <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).
          </>
        }
      />
      <div class="stack-large">
        <section class="stack" aria-labelledby="start-title">
          <h2 id="start-title">Start</h2>
          <p>
            If the server requires a token, send <code>Authorization: Bearer nst_…</code>; a{" "}
            <a href="/access">token</a>{" "}
            has scopes, and each operation names the one that it requires. Errors are problem
            details (RFC 9457) with <code>title</code>, <code>status</code>, <code>detail</code>
            {" "}
            and, where fields are wrong, <code>errors</code>.
          </p>
          {examples.map(({ title, text }) => (
            <details class="card api-operation" key={title}>
              <summary>Train and score with {title}</summary>
              <pre class="code" tabIndex={0}><code>{text}</code></pre>
            </details>
          ))}
        </section>
        {tags.map(([tag, operations]) => (
          <section class="stack" key={tag} aria-labelledby={`tag-${tag}`}>
            <h2 id={`tag-${tag}`}>{tag}</h2>
            {operations!.map((one) => <ApiOperation key={one.operation.operationId} {...one} />)}
          </section>
        ))}
        <section class="stack" aria-labelledby="schemas-title">
          <h2 id="schemas-title">Schemas</h2>
          {schemas.map(([name, schema]) => (
            <details class="card api-operation" id={`schema-${name}`} key={name}>
              <summary>
                <code>{name}</code>
              </summary>
              <pre class="code" tabIndex={0}><code>{describeSchema(schema)}</code></pre>
            </details>
          ))}
        </section>
      </div>
    </>
  );
});
