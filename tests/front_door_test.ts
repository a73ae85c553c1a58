/** What the server answers before and around its routes. */
import assert from "node:assert/strict";
import { startServer } from "../testing/server.ts";

const TOKEN = "front-door-token-0123456789";

/** Sends a request as it is, which `fetch` would not, and gives status and headers. */
async function raw(url: string, line: string): Promise<{ status: number; headers: Headers }> {
  const { hostname, port, host } = new URL(url);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const request = `${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  await connection.write(new TextEncoder().encode(request));
  const [head] = (await new Response(connection.readable).text()).split("\r\n\r\n");
  const [first, ...lines] = head.split("\r\n");
  return {
    status: Number(first.split(" ")[1]),
    headers: new Headers(lines.map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    })),
  };
}

Deno.test("Server: requests that no route takes", async (t) => {
  await using server = await startServer();

  await t.step("unknown methods are not implemented, wherever they go", async () => {
    for (const method of ["PROPFIND", "TRACE", "QUERY", "constructor"]) {
      for (const path of ["/", "/train", "/runs/x", "/api/v1/runs", "/styles.css", "/nothing"]) {
        const { status, headers } = await raw(server.url, `${method} ${path}`);
        assert.equal(status, 501, `${method} ${path}`);
        assert.equal(headers.get("x-content-type-options"), "nosniff");
      }
    }
  });

  await t.step("a malformed escape in a path is the client's fault", async () => {
    const paths = ["/%", "/%zz", "/runs/%ff", "/datasets/%", "/api/v1/runs/%zz", "/styles.css%"];
    for (const path of paths) {
      for (const method of ["GET", "HEAD", "POST", "DELETE"]) {
        const { status, headers } = await raw(server.url, `${method} ${path}`);
        assert.equal(status, 400, `${method} ${path}`);
        assert.equal(headers.get("x-frame-options"), "DENY");
      }
    }
    assert.equal((await raw(server.url, "GET /train?from=%zz")).status, 200);
  });

  await t.step("a slash too many does not matter", async () => {
    for (const path of ["/train/", "//train", "//", "/api/v1/runs/", "//api//v1///runs"]) {
      assert.equal((await raw(server.url, `GET ${path}`)).status, 200, path);
    }
    const { headers } = await raw(server.url, "GET //api/v1/nothing");
    assert.equal(headers.get("content-type"), "application/problem+json");
    assert.match(headers.get("content-security-policy")!, /^default-src 'none'; frame-anc/);
  });

  await t.step("what is escaped in an address stays one part of it", async () => {
    const { status, headers } = await raw(server.url, "GET /api/v1/runs/a%2Fmetrics");
    assert.equal(status, 404);
    assert.equal(headers.get("content-type"), "application/problem+json");
  });
});

Deno.test("Server: pages of errors are as safe as all others", async () => {
  await using server = await startServer({
    env: { NETSIFT_TOKEN: TOKEN, NETSIFT_TRUST_PROXY: "yes" },
  });
  const get = (path: string) =>
    fetch(server.url + path, {
      headers: { authorization: `Bearer ${TOKEN}`, "x-forwarded-proto": "https" },
    });
  const usual = await get("/datasets");
  await usual.body?.cancel();
  assert.equal(usual.status, 200);
  for (const path of ["/nothing", "/runs/nothing", "/datasets/nothing", "/batches/nothing"]) {
    const response = await get(path);
    assert.equal(response.status, 404, path);
    const { headers } = response;
    for (const [name, value] of usual.headers) {
      if (["content-security-policy", "date", "link", "content-length"].includes(name)) continue;
      assert.equal(headers.get(name), value, `${path}: ${name}`);
    }
    assert.match(headers.get("strict-transport-security")!, /max-age=31536000/);
    assert.equal(headers.get("cache-control"), "no-store");
    const policy = headers.get("content-security-policy")!;
    const nonce = /script-src 'self' 'nonce-(\w+)';/.exec(policy)?.[1];
    assert.ok(nonce !== undefined, policy);
    assert.ok((await response.text()).includes(` nonce="${nonce}"`), path);
  }
});
