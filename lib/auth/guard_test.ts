import assert from "node:assert/strict";
import { type Context, HttpError } from "fresh";
import type { AccessControl } from "./access_control.ts";
import { guard, type GuardState } from "./guard.ts";
import { sessionCookie } from "./session_cookie.ts";
import { ADMIN_TOKEN, withAccess } from "./testing.ts";

const HOST = "http://netsift.example";

interface Asked extends RequestInit {
  /** Pattern of the route; the path where it is not given. */
  route?: string;
  answer?: () => Response;
}

/** Sends a request through the guard. @returns the answer, and the state that a route would get */
async function ask(access: AccessControl, path: string, { route, answer, ...init }: Asked = {}) {
  const req = new Request(HOST + path, init);
  const state = {} as GuardState;
  const ctx = {
    req,
    route: route ?? new URL(req.url).pathname,
    url: new URL(req.url),
    state,
    info: { remoteAddr: { transport: "tcp", hostname: "192.0.2.1", port: 4711 } },
    next: () => Promise.resolve(answer?.() ?? new Response("passed")),
  } as unknown as Context<GuardState>;
  return { response: await guard<GuardState>(access)(ctx), state };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const detail = async (response: Response): Promise<string> => (await response.json()).detail;

Deno.test("guard() lets everybody pass on an open server, but no other site's page", () =>
  withAccess(async (access) => {
    const { response, state } = await ask(access, "/api/v1/runs", { method: "POST" });
    assert.equal(await response.text(), "passed");
    assert.deepEqual([state.identity?.name, state.address], ["Anonymous", "192.0.2.1"]);
    const foreign = { method: "POST", headers: { origin: "http://evil.example" } };
    assert.equal((await ask(access, "/api/v1/runs", foreign)).response.status, 403);
  }, {}));

Deno.test("guard() answers 401 without a token and sends people to the login", () =>
  withAccess(async (access) => {
    const api = (await ask(access, "/api/v1/runs")).response;
    assert.equal(api.status, 401);
    assert.equal(api.headers.get("www-authenticate"), 'Bearer realm="netsift"');
    const page = (await ask(access, "/runs?status=done")).response;
    assert.deepEqual([page.status, page.headers.get("location")], [
      303,
      "/login?next=%2Fruns%3Fstatus%3Ddone",
    ]);
    const start = (await ask(access, "/")).response;
    assert.equal(start.headers.get("location"), "/login");
    assert.equal(await (await ask(access, "/healthz")).response.text(), "passed");
  }));

Deno.test("guard() answers a wrong token with 401, and too many of them with 429", () =>
  withAccess(async (access) => {
    const wrong = async () =>
      (await ask(access, "/api/v1/runs", { headers: bearer("wrong") })).response;
    const first = await wrong();
    assert.equal(first.status, 401);
    assert.match(first.headers.get("www-authenticate")!, /error="invalid_token"/);
    const second = await wrong();
    assert.equal(second.status, 429);
    assert.ok(Number(second.headers.get("retry-after")) > 0);
    const right = await ask(access, "/api/v1/runs", { headers: bearer(ADMIN_TOKEN) });
    assert.equal(await right.response.text(), "passed");
  }, { NETSIFT_TOKEN: ADMIN_TOKEN, NETSIFT_LOGIN_ATTEMPTS: "1" }));

Deno.test("guard() names the scope that a token lacks, and logs it", () =>
  withAccess(async (access) => {
    const { secret } = access.tokens.create({ name: "reader", scopes: ["read"], expiresAt: null });
    const { response, state } = await ask(access, "/api/v1/runs", { headers: bearer(secret) });
    assert.equal(await response.text(), "passed");
    assert.equal(state.identity?.name, "reader");
    const refused = await ask(access, "/api/v1/runs", { method: "POST", headers: bearer(secret) });
    assert.equal(refused.response.status, 403);
    assert.match(refused.response.headers.get("www-authenticate")!, /scope="train"/);
    assert.match(await detail(refused.response), /Requires scope "train"/);
    const [{ who, action, outcome }] = access.audit.list(1);
    assert.deepEqual([who, action, outcome], ["reader", "POST /api/v1/runs", "denied"]);
    await assert.rejects(
      ask(access, "/access", { headers: bearer(secret) }),
      (error) => error instanceof HttpError && error.status === 403,
    );
  }));

Deno.test("guard() limits requests that take much, and says when to come again", () =>
  withAccess(async (access) => {
    const send = async (path: string) =>
      (await ask(access, path, { method: "POST", headers: bearer(ADMIN_TOKEN) })).response;
    assert.equal((await send("/api/v1/runs")).status, 200);
    const limited = await send("/api/v1/runs");
    assert.equal(limited.status, 429);
    assert.match(await detail(limited), /Retry in \d+ s/);
  }, { NETSIFT_TOKEN: ADMIN_TOKEN, NETSIFT_HEAVY_PER_MINUTE: "1" }));

Deno.test("guard() knows a session by its cookie, for changes only from its own page", () =>
  withAccess(async (access) => {
    const key = access.logIn(ADMIN_TOKEN, "192.0.2.1");
    const cookie = sessionCookie(key, false).split(";")[0];
    const { response, state } = await ask(access, "/runs", { headers: { cookie } });
    assert.equal(await response.text(), "passed");
    assert.equal(state.identity?.via, "session");
    const post = async (headers: HeadersInit) =>
      (await ask(access, "/api/v1/runs", { method: "POST", headers })).response.status;
    assert.equal(await post({ cookie }), 403);
    assert.equal(await post({ cookie, origin: HOST, host: "netsift.example" }), 200);
    access.logOut(key, "192.0.2.1");
    const ended = await ask(access, "/api/v1/runs", { headers: { cookie } });
    assert.match(await detail(ended.response), /The session has ended/);
  }));

Deno.test("guard() writes what was done into the audit log, with how it ended", () =>
  withAccess(async (access) => {
    const post = { method: "POST", headers: bearer(ADMIN_TOKEN) };
    const made = () => new Response(null, { status: 202, headers: { location: "/api/v1/runs/1" } });
    await ask(access, "/api/v1/runs", { ...post, answer: made });
    await ask(access, "/api/v1/runs", { ...post, answer: () => new Response("", { status: 422 }) });
    await assert.rejects(ask(access, "/api/v1/runs", {
      ...post,
      answer: () => {
        throw new RangeError("broken");
      },
    }));
    assert.deepEqual(
      access.audit.list(10).map(({ action, target, outcome }) => [action, target, outcome]),
      [
        ["run.start", "/api/v1/runs", "failed"],
        ["run.start", "/api/v1/runs", "422"],
        ["run.start", "/api/v1/runs/1", "ok"],
      ],
    );
  }));

Deno.test("guard() ends an answer when the token is revoked", () =>
  withAccess(async (access) => {
    const { token, secret } = access.tokens.create({
      name: "reader",
      scopes: ["read"],
      expiresAt: null,
    });
    const endless = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));
    const { response } = await ask(access, "/api/v1/runs/:id/events", {
      headers: bearer(secret),
      answer: endless,
    });
    const read = response.body!.getReader().read();
    access.revoke(token.id);
    await assert.rejects(read, /access to this server has ended/);
  }));
