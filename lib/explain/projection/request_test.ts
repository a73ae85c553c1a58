import assert from "node:assert/strict";
import { z } from "zod";
import { parseProjectionRequest } from "./request.ts";

Deno.test("parseProjectionRequest() fills in what was not asked for", () => {
  assert.deepEqual(parseProjectionRequest({ method: "pca" }, 7), {
    method: "pca",
    sample: 2000,
    seed: 7,
  });
  assert.deepEqual(parseProjectionRequest({ method: "t-sne", sample: 5000, seed: 0 }, 7), {
    method: "t-sne",
    sample: 5000,
    seed: 0,
    perplexity: 30,
  });
});

Deno.test("parseProjectionRequest() names what is wrong", () => {
  const wrong: [unknown, string][] = [
    [{}, "method"],
    [{ method: "umap" }, "method"],
    [{ method: "pca", sample: 99 }, "sample"],
    [{ method: "pca", sample: 5001 }, "sample"],
    [{ method: "pca", sample: 100.5 }, "sample"],
    [{ method: "pca", seed: -1 }, "seed"],
    [{ method: "pca", perplexity: 30 }, "perplexity"],
    [{ method: "t-sne", perplexity: 4 }, "perplexity"],
    [{ method: "pca", rows: 100 }, ""],
  ];
  for (const [body, path] of wrong) {
    assert.throws(() => parseProjectionRequest(body, 1), (error) => {
      assert.ok(error instanceof z.ZodError);
      return error.issues[0].path.join("/") === path;
    }, JSON.stringify(body));
  }
});
