/**
 * The API against its own OpenAPI document: what the document says is what the server does.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";
import type { Json, OpenApiDocument, OpenApiOperation } from "../lib/api/open_api.ts";
import { Client } from "../testing/client.ts";
import { damagedValuesOf, valuesOf } from "../testing/json_schema.ts";
import { addressOf, routePatterns } from "../testing/routes.ts";
import { startServer } from "../testing/server.ts";
import { gateOrNightly } from "../testing/nightly.ts";

const ADMIN = "the-token-of-the-administrator";

/** Requests of each operation. */
const REQUESTS = gateOrNightly(12, 100);

/** These begin work in their own processes: few requests, none of them valid JSON. */
const COSTLY = new Set([
  "postBenchmarks",
  "postDemo",
  "postDatasets",
  "postModels",
  "postSensors",
]);

const ROWS = Array.from({ length: 300 }, (_, i) => {
  const isAttack = i % 10 === 0;
  return `${isAttack ? 900 + i : i % 17},${["http", "dns", "ssh"][i % 3]},${
    isAttack ? "flood" : "normal"
  }`;
});
const TRAFFIC = `bytes,service,label\n${ROWS.join("\n")}\n`;

/** Calls a server with the administrator's token. */
class AdminClient extends Client {
  override fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${ADMIN}`);
    return super.fetch(path, { ...init, headers });
  }
}

/** Whether bodies fit the schemas of the document. */
function validators(document: OpenApiDocument) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(document, "openapi");
  const compiled = new Map<Json, ValidateFunction>();
  return (schema: Json): ValidateFunction => {
    let validate = compiled.get(schema);
    if (!validate) compiled.set(schema, validate = ajv.compile(absolute(schema) as Json));
    return validate;
  };
}

/** The schema with its references made to point into the document. */
function absolute(part: unknown): unknown {
  return JSON.parse(JSON.stringify(part).replaceAll('"$ref":"#/', '"$ref":"openapi#/'));
}

type Validators = ReturnType<typeof validators>;

/** Whole lines; a stream of no records has none. */
function lines(text: string): string[] {
  const parts = text.split("\n");
  assert.equal(parts.pop(), "", "the last line is whole");
  return parts;
}

/** Checks an answer against an operation. */
async function checkAnswer(
  name: string,
  response: Response,
  { responses }: OpenApiOperation,
  validate: Validators,
): Promise<void> {
  const described = responses[response.status];
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  if (!described || response.status >= 500) {
    assert.fail(`${name} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
  }
  if (!described.content) {
    assert.equal(await response.text(), "", name);
    return;
  }
  const content = described.content[type];
  assert.ok(content, `${name} answered ${response.status} as ${type}`);
  if (type === "text/event-stream") return await response.body?.cancel();
  const text = await response.text();
  if (!type.endsWith("json")) return;
  const check = validate(content.schema);
  const values = type === "application/x-ndjson" ? lines(text) : [text];
  for (const value of values) {
    assert.ok(
      check(JSON.parse(value)),
      `${name} answered ${response.status} off its schema: ` +
        `${JSON.stringify(check.errors?.slice(0, 5))} in ${value.slice(0, 1000)}`,
    );
  }
  if (response.status === 429) assert.ok(response.headers.get("retry-after"), name);
}

Deno.test("the API does what its OpenAPI document says", async (t) => {
  await using server = await startServer({
    env: { NETSIFT_TOKEN: ADMIN, NETSIFT_HEAVY_PER_MINUTE: "0", NETSIFT_MAX_QUEUED_RUNS: "2" },
  });
  const client = new AdminClient(server.url);
  const document = await client.get<OpenApiDocument>("/openapi.json");
  const { schemas } = document.components;
  const validate = validators(document);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation,
    }))
  );

  await t.step("every API route is in it, and no other", async () => {
    const served: string[] = [];
    for (const pattern of await routePatterns()) {
      if (!pattern.startsWith("/api/v1/")) continue;
      const path = pattern.replace(/:(\w+)/g, "{$1}");
      const response = await client.fetch(addressOf(pattern).slice("/api/v1".length), {
        method: "OPTIONS",
      });
      for (const method of response.headers.get("allow")!.split(", ")) {
        if (method !== "HEAD" && method !== "OPTIONS") served.push(`${method} ${path}`);
      }
      await response.body?.cancel();
    }
    assert.deepEqual(
      operations.map(({ method, path }) => `${method} ${path}`).sort(),
      served.sort(),
    );
    const ids = operations.map(({ operation }) => operation.operationId);
    assert.equal(new Set(ids).size, ids.length);
  });

  const dataset = await client.upload("traffic.csv", TRAFFIC);
  const run = await client.run({
    train: dataset.id,
    detectors: [
      { kind: "isolation-forest", params: { trees: 10 } },
      {
        kind: "hybrid",
        params: { members: [{ kind: "kmeans" }, { kind: "hbos" }] },
      },
    ],
  });
  assert.equal(run.status, "done");
  const models = run.results.map(({ model }) => model);
  const idsOf = (path: string): string[] => {
    if (path.includes("/datasets/")) return [dataset.id];
    if (path.includes("/runs/")) return [run.id];
    return /\/(models|live)\//.test(path) ? models : [];
  };

  await t.step("what there is answers as described", async () => {
    const queries: Record<string, string> = {
      getAgreement: `?models=${models.join(",")}`,
      getRunsIdProjection: "?method=pca",
    };
    for (const { method, path, operation } of operations) {
      if (method !== "GET" || "101" in operation.responses) continue;
      for (const id of path.includes("{") ? idsOf(path) : [""]) {
        const address = path.replace(/\{\w+\}/, id) + (queries[operation.operationId] ?? "");
        const response = await client.fetch(address.slice("/api/v1".length));
        assert.ok(response.ok, `${address}: ${response.status}`);
        await checkAnswer(address, response, operation, validate);
      }
    }
    const { record } = await client.get<{ record: unknown }>(`/models/${models[1]}/record`);
    const of = (id: string) => operations.find(({ operation }) => operation.operationId === id)!;
    const known: [id: string, path: string, body: unknown][] = [
      ["postModelsIdPredict", `/models/${models[1]}/predict`, { records: [record] }],
      ["postModelsIdScore", `/models/${models[1]}/score`, record],
      ["postModelsIdScore", `/models/${models[1]}/score`, undefined],
      ["postModelsIdCounterfactuals", `/models/${models[0]}/counterfactuals`, { record }],
      ["postModelsIdNeighbours", `/models/${models[0]}/neighbours`, { record, count: 3 }],
      ["patchDatasetsId", `/datasets/${dataset.id}`, { name: "Traffic" }],
      ["patchRunsId", `/runs/${run.id}`, { notes: "Good." }],
      ["patchModelsId", `/models/${models[0]}`, { threshold: { rule: "quantile", q: 0.9 } }],
      ["postDatasetsDerive", "/datasets/derive", {
        operation: "split",
        dataset: dataset.id,
        by: "order",
      }],
      ["postRunsIdProjection", `/runs/${run.id}/projection`, { method: "pca", sample: 100 }],
      ["postTokens", "/tokens", { name: "a", scopes: ["read"] }],
    ];
    for (const [id, path, body] of known) {
      const { method, operation } = of(id);
      const response = await client.fetch(path, { method, body: JSON.stringify(body) });
      assert.ok(response.ok, `${id}: ${response.status}`);
      await checkAnswer(id, response, operation, validate);
    }
  });

  await t.step("requests, valid and invalid, find no fault", async () => {
    for (const { method, path, operation } of operations) {
      const { operationId, parameters, requestBody } = operation;
      const isSafe = method === "GET" || requestBody !== undefined;
      const junk = fc.string({ minLength: 1, unit: "grapheme" })
        .filter((text) => !/^\.+$/.test(text.toWellFormed()));
      const ids = isSafe ? idsOf(path) : [];
      const id = ids.length > 0 ? fc.oneof(fc.constantFrom(...ids), junk) : junk;
      const query = fc.record(
        Object.fromEntries(
          parameters.filter((one) => one.in === "query").map(({ name, schema }) => [
            name,
            fc.oneof(valuesOf(schema, schemas), damagedValuesOf(schema, schemas)),
          ]),
        ),
        { requiredKeys: [] },
      );
      const schema = requestBody?.content["application/json"]?.schema;
      const body: fc.Arbitrary<{ json: unknown } | { text: string } | null> = schema
        ? fc.oneof(
          damagedValuesOf(schema, schemas).map((json) => ({ json })),
          ...(COSTLY.has(operationId) ? [] : [valuesOf(schema, schemas).map((json) => ({ json }))]),
          fc.string().map((text) => ({ text })),
        )
        : requestBody
        ? fc.string().map((text) => ({ text }))
        : fc.constant(null);
      const request = fc.record({ id, query, body, withToken: fc.nat(9).map((n) => n > 0) });
      await fc.assert(
        fc.asyncProperty(request, async ({ id, query, body, withToken }) => {
          const address = new URL(
            server.url +
              path.replace(/\{\w+\}/, () => encodeURIComponent(id.toWellFormed())),
          );
          for (const [name, value] of Object.entries(query)) {
            address.searchParams.set(
              name,
              typeof value === "string" ? value : JSON.stringify(value),
            );
          }
          const text = body && ("json" in body ? JSON.stringify(body.json) : body.text);
          const response = await fetch(address, {
            method,
            redirect: "manual",
            body: text,
            headers: withToken ? { authorization: `Bearer ${ADMIN}` } : {},
          });
          const name = `${method} ${address} with ${text?.slice(0, 500)}`;
          if (body && "json" in body && response.ok && !validate(schema!)(body.json)) {
            assert.fail(`${name} was taken, against its schema: ${response.status}`);
          }
          if (!withToken) assert.equal(response.status, 401, name);
          await checkAnswer(name, response, operation, validate);
        }),
        { numRuns: COSTLY.has(operationId) ? 4 : REQUESTS },
      );
    }
  });
});
