/**
 * Who may do what, over HTTP: a server that listens beyond loopback.
 *
 * @module
 */
import assert from "node:assert/strict";
import { ROUTE_RULES, ruleOf } from "../lib/auth/route_rules.ts";
import type { AuditEntry } from "../lib/auth/audit/audit_log.ts";
import type { ApiToken } from "../lib/auth/tokens.ts";
import { Client, problem } from "../testing/client.ts";
import { addressOf, METHODS, routePatterns } from "../testing/routes.ts";
import { startServer } from "../testing/server.ts";

const ADMIN = "the-token-of-the-administrator";

type Init = RequestInit & { headers?: Record<string, string> };

/** A request that follows no redirect, to a server with a token. */
function send(url: string, path: string, init: Init = {}, token?: string): Promise<Response> {
  return fetch(url + path, {
    redirect: "manual",
    ...init,
    headers: { ...init.headers, ...(token && { authorization: `Bearer ${token}` }) },
  });
}

function json(body: unknown, method = "POST"): Init {
  return { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

/** Logs in as a browser does, and gives the cookie. */
async function logIn(url: string, token: string, next = "/"): Promise<string> {
  const response = await send(url, "/login", {
    method: "POST",
    body: new URLSearchParams({ token, next }),
    headers: { origin: url },
  });
  await response.body?.cancel();
  assert.equal(response.status, 303);
  return response.headers.get("set-cookie")!.split(";")[0];
}

/** Asks for a socket where there is none. @returns the status of the answer */
async function upgrade(url: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port, host } = new URL(url);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const lines = Object.entries({
    host,
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = `GET /api/v1/runs HTTP/1.1\r\n${lines.join("")}\r\n`;
  await connection.write(new TextEncoder().encode(request));
  const buffer = new Uint8Array(1000);
  const text = new TextDecoder().decode(buffer.subarray(0, await connection.read(buffer) ?? 0));
  return Number(text.split(" ")[1]);
}

async function status(response: Promise<Response>): Promise<number> {
  const { status, body } = await response;
  await body?.cancel();
  return status;
}

Deno.test("every route says what it takes, and no rule is about a route that is not there", async () => {
  assert.deepEqual(Object.keys(ROUTE_RULES).sort(), (await routePatterns()).sort());
});

Deno.test("a server beyond loopback does not start without a token or the word that it may be open", async () => {
  const start = (env: Record<string, string>) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", "serve.ts"],
      cwd: new URL("..", import.meta.url),
      env: { HOST: "0.0.0.0", PORT: "0", ...env },
      stdout: "piped",
      stderr: "piped",
    }).output();
  const { code, stderr } = await start({});
  assert.equal(code, 1);
  assert.match(
    new TextDecoder().decode(stderr),
    /others can reach Netsift.*NETSIFT_TOKEN.*NETSIFT_OPEN=yes/,
  );
  await using open = await startServer({ env: { HOST: "0.0.0.0", NETSIFT_OPEN: "yes" } });
  assert.equal(await status(fetch(`${open.url}/api/v1/datasets`)), 200);
});

Deno.test("a server on loopback is open without a token, and closed with one", async () => {
  await using open = await startServer();
  assert.equal(await status(fetch(`${open.url}/api/v1/datasets`)), 200);
  assert.equal(await status(fetch(`${open.url}/api/v1/tokens`)), 200);
  assert.equal(await status(send(open.url, "/login?next=/runs")), 303);
  await using closed = await startServer({ env: { NETSIFT_TOKEN: ADMIN } });
  assert.equal(await status(fetch(`${closed.url}/api/v1/datasets`)), 401);
});

Deno.test("access to a server beyond loopback", async (t) => {
  await using server = await startServer({
    env: { HOST: "0.0.0.0", NETSIFT_TOKEN: ADMIN, NETSIFT_LOGIN_ATTEMPTS: "50" },
  });
  const { url } = server;
  const makeToken = async (body: Record<string, unknown>) => {
    const response = await send(url, "/api/v1/tokens", json(body), ADMIN);
    assert.equal(response.status, 201);
    return await response.json() as ApiToken & { token: string };
  };

  await t.step("without a token no route but the allowed few answers", async () => {
    for (const pattern of await routePatterns()) {
      for (const method of METHODS) {
        const response = await send(url, addressOf(pattern), { method });
        await response.body?.cancel();
        const name = `${method} ${pattern}: ${response.status}`;
        if (ruleOf(pattern, method).scope === "public") {
          assert.ok(["/healthz", "/login", "/logout"].includes(pattern), name);
        } else if (/^\/(api|metrics)/.test(pattern) || !["GET", "HEAD"].includes(method)) {
          assert.equal(response.status, 401, name);
          assert.match(response.headers.get("www-authenticate")!, /^Bearer /, name);
          assert.equal(response.headers.get("content-type"), "application/problem+json", name);
        } else {
          assert.equal(response.status, 303, name);
          assert.match(response.headers.get("location")!, /^\/login/, name);
        }
      }
    }
    for (const path of ["/nothing", "/api", "/api/v1/nothing", "/api/v1/datasets/", "//datasets"]) {
      assert.ok([303, 401].includes(await status(send(url, path))), path);
    }
    assert.equal(await status(send(url, "/healthz")), 200);
    assert.equal(await status(send(url, "/styles.css")), 200);
    assert.equal(await status(send(url, "/login")), 200);
  });

  await t.step("a socket needs a token, and no other site may open one", async () => {
    assert.equal(await upgrade(url, {}), 401);
    const authorization = `Bearer ${ADMIN}`;
    assert.equal(await upgrade(url, { authorization, origin: "https://evil.example" }), 403);
    assert.equal(await upgrade(url, { authorization, origin: url }), 200);
  });

  await t.step("scopes are told apart for every route", async () => {
    const tokens = {
      read: (await makeToken({ name: "reader", scopes: ["read"] })).token,
      score: (await makeToken({ name: "scorer", scopes: ["score"] })).token,
      train: (await makeToken({ name: "trainer", scopes: ["train"] })).token,
      admin: (await makeToken({ name: "second administrator", scopes: ["admin"] })).token,
    };
    const served = new Set(await routePatterns());
    for (const [pattern, rules] of Object.entries(ROUTE_RULES)) {
      if (!served.has(pattern)) continue;
      for (const [method, { scope }] of Object.entries(rules)) {
        if (scope === "public" || method === "*") continue;
        for (const [has, token] of Object.entries(tokens)) {
          const isStream = /events|live|stream|socket/.test(pattern);
          if (isStream && (has === scope || has === "admin")) continue;
          const path = addressOf(pattern, "there-is-none");
          const isRead = method === "GET";
          const headers = { "content-type": "multipart/form-data" };
          const init: Init = isRead ? {} : { method, body: "no form, no JSON", headers };
          const answer: number = await status(send(url, path, init, token));
          const mayPass: boolean = has === scope || has === "admin";
          assert.equal(answer !== 403, mayPass, `${has}: ${method} ${pattern}: ${answer}`);
          assert.notEqual(answer, 401);
        }
      }
    }
    const refused = await send(url, "/api/v1/tokens", {}, tokens.read);
    assert.match(refused.headers.get("www-authenticate")!, /insufficient_scope.*scope="admin"/);
    await problem(refused, 403);
    assert.equal(await status(send(url, "/api/v1/datasets", { method: "PUT" }, tokens.read)), 403);
  });

  await t.step(
    "tokens are shown once, listed, used and revoked; only hashes are stored",
    async () => {
      const made = await makeToken({ name: "one more", scopes: ["read"], expiresInDays: 1 });
      assert.match(made.token, /^nst_[0-9a-f]{20}_[\w-]{43}$/);
      assert.ok(Date.parse(made.expiresAt!) > Date.now() + 80_000_000);
      assert.equal(await status(send(url, "/api/v1/runs", {}, made.token)), 200);
      const list = await (await send(url, "/api/v1/tokens", {}, ADMIN)).text();
      assert.ok(!list.includes(made.token.slice(-43)));
      const [newest] = JSON.parse(list) as ApiToken[];
      assert.equal(newest.id, made.id);
      assert.ok(newest.lastUsedAt);
      for await (const { name } of Deno.readDir(server.dataFolder)) {
        if (!name.startsWith("access.sqlite")) continue;
        const stored = await Deno.readTextFile(`${server.dataFolder}/${name}`);
        assert.ok(!stored.includes(made.token.slice(-43)) && !stored.includes(ADMIN), name);
      }
      const cookie = await logIn(url, made.token);
      const revoke = () => send(url, `/api/v1/tokens/${made.id}`, { method: "DELETE" }, ADMIN);
      assert.equal(await status(revoke()), 204);
      assert.equal(await status(revoke()), 404);
      assert.equal(await status(send(url, "/api/v1/runs", {}, made.token)), 401);
      assert.equal(await status(send(url, "/api/v1/runs", { headers: { cookie } })), 401);
      await problem(await send(url, "/api/v1/tokens", json({ name: "", scopes: [] }), ADMIN), 422);
      await problem(
        await send(url, "/api/v1/tokens", json({ name: "x", scopes: ["root"] }), ADMIN),
        422,
      );
    },
  );

  await t.step("wrong tokens of every kind are refused", async () => {
    const { token, id } = await makeToken({ name: "near", scopes: ["read"] });
    const near = token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
    for (const wrong of ["x", ADMIN + "x", ADMIN.slice(1), near, id, token.slice(4)]) {
      const response = await send(url, "/api/v1/runs", {}, wrong);
      assert.match(response.headers.get("www-authenticate")!, /error="invalid_token"/);
      await problem(response, 401);
    }
    const basic = { authorization: `Basic ${btoa(`admin:${ADMIN}`)}` };
    assert.equal(await status(send(url, "/api/v1/runs", { headers: basic })), 401);
    assert.equal(await status(send(url, `/api/v1/runs?token=${ADMIN}`)), 401);
  });

  await t.step("people log in, come where they wanted to go, and log out", async () => {
    const asked = await send(url, "/runs?page=2");
    assert.equal(asked.headers.get("location"), "/login?next=%2Fruns%3Fpage%3D2");
    const form = await (await send(url, asked.headers.get("location")!)).text();
    assert.match(form, /name="next" value="\/runs\?page=2"/);
    const body = new URLSearchParams({ token: ADMIN, next: "/runs?page=2" });
    const login = await send(url, "/login", { method: "POST", body, headers: { origin: url } });
    assert.equal(login.status, 303);
    assert.equal(login.headers.get("location"), "/runs?page=2");
    const set = login.headers.get("set-cookie")!;
    assert.match(set, /^netsift_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const cookie = set.split(";")[0];
    const runs = await send(url, "/runs", { headers: { cookie } });
    assert.equal(runs.status, 200);
    assert.match(await runs.text(), /Log out/);
    const again = await logIn(url, ADMIN);
    assert.notEqual(again, cookie, "each log-in has its own key");
    const logout = { method: "POST", headers: { cookie, origin: url } };
    assert.equal(await status(send(url, "/logout", logout)), 303);
    assert.equal(await status(send(url, "/api/v1/runs", { headers: { cookie } })), 401);
    assert.equal(await status(send(url, "/api/v1/runs", { headers: { cookie: again } })), 200);
  });

  await t.step("no address leads to another site after logging in", async () => {
    for (const next of ["//evil.example", "https://evil.example", "/\\evil.example", "/logout"]) {
      const body = new URLSearchParams({ token: ADMIN, next });
      const response = await send(url, "/login", { method: "POST", body });
      await response.body?.cancel();
      assert.equal(response.headers.get("location"), "/", next);
    }
  });

  await t.step("another site can change nothing with a visitor's session", async () => {
    const cookie = await logIn(url, ADMIN);
    const change = (headers: Record<string, string>) =>
      status(send(url, "/api/v1/demo", { ...json({ rows: 0 }), headers: { cookie, ...headers } }));
    assert.equal(await change({ origin: "https://evil.example" }), 403);
    assert.equal(await change({ origin: "null" }), 403);
    assert.equal(await change({}), 403, "a browser says where it comes from");
    assert.equal(await change({ "sec-fetch-site": "cross-site" }), 403);
    assert.equal(await change({ origin: url }), 422);
    assert.equal(await change({ "sec-fetch-site": "same-origin" }), 422);
    const form = { method: "POST", body: new URLSearchParams({ token: ADMIN }) };
    const login = { ...form, headers: { origin: "https://evil.example" } };
    assert.equal(await status(send(url, "/login", login)), 403);
    const logout = { method: "POST", headers: { cookie, origin: "https://evil.example" } };
    assert.equal(await status(send(url, "/logout", logout)), 403);
    assert.equal(await status(send(url, "/api/v1/runs", { headers: { cookie } })), 200);
  });

  await t.step("a page that a session may not see says so", async () => {
    const { token } = await makeToken({ name: "looks", scopes: ["read"] });
    const headers = { cookie: await logIn(url, token) };
    assert.equal(await status(send(url, "/runs", { headers })), 200);
    const refused = await send(url, "/access", { headers });
    assert.equal(refused.status, 403);
    assert.match(await refused.text(), /scope &quot;admin&quot;|scope "admin"/);
  });

  await t.step("forms that are no forms are refused", async () => {
    const body = "x".repeat(20_000);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    assert.equal(await status(send(url, "/login", { method: "POST", body, headers })), 413);
    assert.equal(await status(send(url, "/login", json({ token: ADMIN }))), 415);
  });

  await t.step("the audit log has who did what, and no secret", async () => {
    const client = new Client(url);
    client.fetch = (path, init) => send(url, `/api/v1${path}`, init as Init, ADMIN);
    const { id } = await client.upload("a.csv", "a,label\n1,normal\n2,attack\n");
    assert.equal(await status(client.fetch(`/datasets/${id}/data.csv`)), 200);
    assert.equal(await status(client.fetch(`/datasets/${id}`, { method: "DELETE" })), 204);
    const { entries } = await client.get<{ entries: AuditEntry[] }>("/audit?limit=1000");
    const of = (action: string) => entries.find((entry) => entry.action === action);
    for (const action of ["dataset.upload", "dataset.download", "dataset.delete"]) {
      const { who, target, outcome, address } = of(action)!;
      assert.deepEqual(
        [who, target?.includes(id), outcome, address],
        ["NETSIFT_TOKEN", true, "ok", "127.0.0.1"],
      );
    }
    for (const wanted of ["login", "logout", "token.create", "token.revoke"]) {
      assert.ok(
        entries.some(({ action, outcome }) => action === wanted && outcome === "ok"),
        wanted,
      );
    }
    assert.equal(of("token.refused")!.outcome, "failed");
    assert.ok(entries.some(({ who, outcome }) => who === "looks" && outcome === "denied"));
    const text = JSON.stringify(entries);
    assert.ok(!text.includes(ADMIN) && !text.includes("nst_"), "no secret");
    const [first] = entries;
    const older = await client.get<{ entries: AuditEntry[] }>(`/audit?limit=2&before=${first.id}`);
    assert.deepEqual(older.entries, entries.slice(1, 3));
    await problem(await client.fetch("/audit?limit=many"), 422);
  });
});

Deno.test("wrong tokens are limited for each network, and shut nobody out", async () => {
  await using server = await startServer({
    env: {
      HOST: "0.0.0.0",
      NETSIFT_TOKEN: ADMIN,
      NETSIFT_LOGIN_ATTEMPTS: "1",
      NETSIFT_TRUST_PROXY: "yes",
    },
  });
  const { url } = server;
  const made = await send(url, "/api/v1/tokens", json({ name: "a", scopes: ["read"] }), ADMIN);
  const { token } = await made.json();
  const attempt = (token: string, from = "192.0.2.1") =>
    send(url, "/login", {
      method: "POST",
      body: new URLSearchParams({ token }),
      headers: { "x-forwarded-for": from },
    });
  assert.equal(await status(attempt("a")), 401);
  const limited = await attempt("b");
  await limited.body?.cancel();
  assert.equal(limited.status, 429);
  assert.ok(Number(limited.headers.get("retry-after")) > 0);
  const headers = { "x-forwarded-for": "::ffff:192.0.2.1" };
  const bearer = await send(url, "/api/v1/runs", { headers }, "d");
  assert.ok(Number(bearer.headers.get("retry-after")) > 0);
  await problem(bearer, 429);
  for (const right of [token, ADMIN]) {
    assert.equal(await status(send(url, "/api/v1/runs", { headers }, right)), 200);
    assert.equal(await status(attempt(right)), 303);
  }
  assert.equal(await status(attempt("c", "2001:db8:0:1::1")), 401);
  assert.equal(await status(attempt("c", "[2001:db8:0:1:ffff::2]:4711")), 429, "the same network");
  assert.equal(await status(attempt("c", "2001:db8:0:2::1")), 401, "another network");
});

Deno.test("requests that cost much are limited for each client", async () => {
  await using server = await startServer({
    env: { NETSIFT_TOKEN: ADMIN, NETSIFT_HEAVY_PER_MINUTE: "1", NETSIFT_SCORE_PER_MINUTE: "1" },
  });
  const { url } = server;
  const answers = async (path: string, times: number) => {
    const list = [];
    for (let i = 0; i < times; i++) {
      list.push(await status(send(url, path, json({}), ADMIN)));
    }
    return list;
  };
  assert.deepEqual(await answers("/api/v1/overlap", 2), [422, 429]);
  assert.deepEqual(await answers("/api/v1/models/none/predict", 2), [404, 429]);
  const limited = await send(url, "/api/v1/runs", json({}), ADMIN);
  assert.ok(Number(limited.headers.get("retry-after")) > 0);
  await problem(limited, 429);
  assert.equal(await status(send(url, "/api/v1/runs", {}, ADMIN)), 200);
});

Deno.test("behind a trusted proxy cookies are secure and addresses are the clients'", async () => {
  await using server = await startServer({
    env: { NETSIFT_TOKEN: ADMIN, NETSIFT_TRUST_PROXY: "yes", NETSIFT_HOSTS: "netsift.example" },
  });
  const { url } = server;
  const headers = {
    "x-forwarded-proto": "https",
    "x-forwarded-for": "203.0.113.9, 198.51.100.7",
    "x-forwarded-host": "netsift.example",
    origin: "https://netsift.example",
  };
  const body = new URLSearchParams({ token: ADMIN });
  const login = await send(url, "/login", { method: "POST", body, headers });
  await login.body?.cancel();
  assert.match(
    login.headers.get("set-cookie")!,
    /^__Host-netsift_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const audit = await send(url, "/api/v1/audit", { headers }, ADMIN);
  const { entries } = await audit.json() as { entries: AuditEntry[] };
  assert.equal(entries.find(({ action }) => action === "login")!.address, "198.51.100.7");
});

Deno.test("a session outlives a restart, unless the token has changed", async () => {
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  let cookie: string;
  const answer = async (token: string) => {
    await using server = await startServer({ dataFolder, env: { NETSIFT_TOKEN: token } });
    cookie ??= await logIn(server.url, token);
    return await status(send(server.url, "/api/v1/runs", { headers: { cookie } }));
  };
  assert.deepEqual([await answer(ADMIN), await answer(ADMIN), await answer(`${ADMIN}-anew`)], [
    200,
    200,
    401,
  ]);
  await Deno.remove(dataFolder, { recursive: true });
});
