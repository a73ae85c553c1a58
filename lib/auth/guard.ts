/**
 * The middleware that every request passes: who sent it, may they, is it too much, and a line for
 * the audit log.
 *
 * @module
 */
import { type Context, HttpError, type Middleware } from "fresh";
import { ProblemError, storageProblem, unexpected } from "../http/problem.ts";
import { type AccessControl, AccessRefusedError, ANYBODY } from "./access_control.ts";
import { clientAddress, isHttps } from "./requests/client_address.ts";
import { isChange, isCrossSite } from "./requests/cross_site.ts";
import { leasedResponse, setLease } from "../http/leases.ts";
import { type RouteRule, ruleOf } from "./route_rules.ts";
import { allows, type Identity } from "./scope.ts";
import { sessionCookie, sessionKey } from "./session_cookie.ts";

/** What the guard hands on. */
export interface GuardState {
  /** Who sent the request; `null` where nobody needs to be known. */
  identity: Identity | null;
  /** Address of the client. */
  address: string;
}

/** Methods that are written into the audit log; clients can make up any other. */
const METHODS = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);

/** Guards all routes that are added after it. */
export function guard<State extends GuardState>(access: AccessControl): Middleware<State> {
  const { trustProxy } = access.config;
  return async (ctx) => {
    const { req, route, state } = ctx;
    const rule = ruleOf(route, req.method);
    state.address = clientAddress(req.headers, ctx.info, trustProxy);
    state.identity = access.isOpen ? ANYBODY : null;
    const isSecure = isHttps(req, trustProxy);
    const cookie = sessionKey(req.headers, isSecure);
    let session: ReturnType<AccessControl["bySession"]> = null;
    try {
      if (isCrossSite(req, false, trustProxy)) {
        throw new ProblemError(
          403,
          "Requests from other websites are refused. Behind a reverse proxy that speaks HTTPS, set NETSIFT_TRUST_PROXY=yes.",
        );
      }
      if (!access.isOpen) {
        const bearer = bearerToken(req.headers);
        if (bearer !== null) state.identity = access.byToken(bearer, state.address);
        else if (cookie !== null) {
          session = access.bySession(cookie);
          state.identity = session?.identity ?? null;
        }
      }
      check(ctx, rule, access, cookie !== null);
    } catch (error) {
      return refuse(ctx, error, access);
    }
    const response = await passLeased(ctx, rule, access, session?.id ?? null);
    const isDue = session !== null && session.isDue && !isChange(req);
    const renewed = isDue && cookie !== null ? access.renewSession(cookie) : null;
    if (renewed !== null) response.headers.append("set-cookie", sessionCookie(renewed, isSecure));
    return response;
  };
}

/** What a request sends in `Authorization: Bearer`, or `null` (RFC 6750). */
function bearerToken(headers: Headers): string | null {
  return /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

/** @throws {ProblemError} where the request may not pass */
function check<State extends GuardState>(
  { req, state }: Context<State>,
  rule: RouteRule,
  access: AccessControl,
  hadSession: boolean,
): void {
  if (rule.scope === "public") return;
  const { identity, address } = state;
  if (identity === null) {
    const detail = hadSession
      ? "The session has ended. Log in again."
      : "Send a token: Authorization: Bearer …, or log in at /login.";
    throw new ProblemError(401, detail, {
      headers: { "www-authenticate": 'Bearer realm="netsift"' },
    });
  }
  if (
    identity.via === "session" && isChange(req) && isCrossSite(req, true, access.config.trustProxy)
  ) {
    throw new ProblemError(403, "The request does not appear to come from a Netsift page.");
  }
  if (!allows(identity, rule.scope)) {
    throw new ProblemError(403, `Requires scope "${rule.scope}"; this token lacks it.`, {
      headers: {
        "www-authenticate":
          `Bearer realm="netsift", error="insufficient_scope", scope="${rule.scope}"`,
      },
    });
  }
  const wait = rule.limit ? access.take(rule.limit, identity, address) : 0;
  if (wait > 0) {
    throw new ProblemError(429, `Too many requests. Retry in ${wait} s.`, {
      headers: { "retry-after": String(wait) },
    });
  }
}

/** Answers a request that may not pass: with a problem, or for people with a page. */
function refuse<State extends GuardState>(
  { req, route, url, state }: Context<State>,
  error: unknown,
  access: AccessControl,
): Response {
  const isPage = !/^\/(api|metrics)(\/|$)/.test(url.pathname);
  const problem = error instanceof AccessRefusedError
    ? asProblem(error)
    : storageProblem(error) ?? error;
  if (!(problem instanceof ProblemError)) {
    if (isPage) throw error;
    return unexpected(error, url.pathname).toResponse();
  }
  const { status } = problem;
  if (state.identity !== null && status !== 401) {
    access.audit.add({
      who: state.identity.name,
      action: `${METHODS.has(req.method) ? req.method : "?"} ${route ?? "?"}`,
      target: url.pathname,
      outcome: status === 429 ? "limited" : "denied",
      address: state.address,
      client: state.identity.key,
    });
  }
  if (isPage && status === 401 && ["GET", "HEAD"].includes(req.method)) {
    const next = url.pathname === "/"
      ? ""
      : `?next=${encodeURIComponent(url.pathname + url.search)}`;
    return new Response(null, {
      status: 303,
      headers: { location: `/login${next}`, "cache-control": "no-store" },
    });
  }
  if (isPage && status === 403) throw new HttpError(403, problem.message);
  if (isPage && status >= 500) throw asPageError(problem);
  return problem.toResponse();
}

function asProblem({ message, waitSeconds }: AccessRefusedError): ProblemError {
  return waitSeconds > 0
    ? new ProblemError(429, message, { headers: { "retry-after": String(waitSeconds) } })
    : new ProblemError(401, message, {
      headers: { "www-authenticate": 'Bearer realm="netsift", error="invalid_token"' },
    });
}

/** What the error page shows. */
function asPageError({ status, message }: ProblemError): HttpError {
  return new HttpError(status === 507 ? 507 : 503, message);
}

/** Hands a request on, for as long as the access of who sent it holds. */
async function passLeased<State extends GuardState>(
  ctx: Context<State>,
  rule: RouteRule,
  access: AccessControl,
  session: string | null,
): Promise<Response> {
  const { identity } = ctx.state;
  const lease = identity && access.lease(identity, session);
  if (!lease) return await pass(ctx, rule, access);
  setLease(ctx.req, lease);
  try {
    return leasedResponse(await pass(ctx, rule, access), lease);
  } catch (error) {
    lease[Symbol.dispose]();
    throw error;
  }
}

async function pass<State extends GuardState>(
  ctx: Context<State>,
  { audit }: RouteRule,
  access: AccessControl,
): Promise<Response> {
  const { identity, address } = ctx.state;
  const write = (target: string, outcome: string) => {
    if (audit === undefined) return;
    access.audit.add({
      who: identity?.name ?? "nobody",
      action: audit,
      target,
      outcome,
      address,
      client: identity?.key,
    });
  };
  try {
    const response = await ctx.next();
    const made = response.headers.get("location") ?? ctx.url.pathname;
    write(made, response.ok ? "ok" : String(response.status));
    return response;
  } catch (error) {
    write(ctx.url.pathname, "failed");
    const problem = storageProblem(error);
    throw problem ? asPageError(problem) : error;
  }
}
