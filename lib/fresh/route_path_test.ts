import assert from "node:assert/strict";
import fc from "fast-check";
import { compareRoutes, patternOf } from "./route_path.ts";

Deno.test("patternOf() maps file names as Fresh documents", () => {
  const documented = {
    "index.ts": "/",
    "about.ts": "/about",
    "blog/index.ts": "/blog",
    "blog/[slug].ts": "/blog/:slug",
    "blog/[slug]/comments.ts": "/blog/:slug/comments",
    "old/[...path].ts": "/old/:path*",
    "docs/[[version]]/index.ts": "/docs{/:version}?",
    "(marketing)/about.tsx": "/about",
  };
  for (const [path, pattern] of Object.entries(documented)) assert.equal(patternOf(path), pattern);
});

Deno.test("patternOf() drops only the last extension", () => {
  assert.equal(patternOf("runs/[id]/scores.csv.ts"), "/runs/:id/scores.csv");
  assert.equal(patternOf("api/v1/openapi.json.ts"), "/api/v1/openapi.json");
});

Deno.test("patternOf() takes special characters of a name literally", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z(){}*+?:.]{1,8}x$/), (name) => {
      const pattern = new URLPattern({ pathname: patternOf(`folder/${name}.ts`) });
      assert.ok(pattern.test({ pathname: `/folder/${name.replaceAll("?", "%3F")}` }));
      assert.ok(!pattern.test({ pathname: "/folder/x" }));
    }),
  );
});

Deno.test("compareRoutes() puts plain names before dynamic ones and those before rest", () => {
  const files = [
    "about.ts",
    "api/echo.ts",
    "api/[id].ts",
    "api/[id]/more.ts",
    "api/[[version]]/index.ts",
    "api/[...rest].ts",
    "[page].ts",
    "[...all].ts",
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
      const order = shuffled.toSorted(compareRoutes);
      assert.equal(order.at(-1), "[...all].ts");
      for (
        const [before, after] of [
          ["api/echo.ts", "api/[id].ts"],
          ["api/[id].ts", "api/[...rest].ts"],
          ["api/[id]/more.ts", "api/[...rest].ts"],
          ["about.ts", "[page].ts"],
        ]
      ) assert.ok(order.indexOf(before) < order.indexOf(after), `${before} before ${after}`);
    }),
  );
});
