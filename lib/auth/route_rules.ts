/**
 * What each route takes: the one place that says who may call what. A method that is not named here
 * takes `admin`.
 *
 * @module
 */
import type { Scope } from "./scope.ts";

/** What a route takes with one method. */
export interface RouteRule {
  /** The scope to have, or `public` for everybody. */
  scope: Scope | "public";
  /** Which limit of requests a minute counts. */
  limit?: "heavy" | "score";
  /** The action under which the audit log has it. */
  audit?: string;
}

const PUBLIC: RouteRule = { scope: "public" };
const READ: RouteRule = { scope: "read" };
const SCORE: RouteRule = { scope: "score", limit: "score" };
const ADMIN: RouteRule = { scope: "admin" };
const look: RouteRule = { scope: "read", limit: "heavy" };
const take = (audit: string): RouteRule => ({ scope: "read", limit: "heavy", audit });
const scoreAll = (audit: string): RouteRule => ({ scope: "score", limit: "heavy", audit });
const train = (audit: string): RouteRule => ({ scope: "train", audit });
const work = (audit: string): RouteRule => ({ scope: "train", limit: "heavy", audit });
const admin = (audit: string): RouteRule => ({ scope: "admin", audit });

/** By route pattern, then by method, `*` for any; HEAD is as GET. */
export const ROUTE_RULES: Record<string, Record<string, RouteRule>> = {
  "/healthz": { GET: PUBLIC },
  "/login": { GET: PUBLIC, POST: PUBLIC },
  "/logout": { POST: PUBLIC },
  "/metrics": { GET: READ },

  "/": { GET: READ },
  "/access": { GET: ADMIN },
  "/alerts": { GET: READ },
  "/alerts/:id": { GET: READ },
  "/alerts/rules": { GET: READ },
  "/batches": { GET: READ },
  "/batches/:id": { GET: READ },
  "/benchmarks": { GET: READ },
  "/compare": { GET: READ },
  "/datasets": { GET: READ },
  "/datasets/:id": { GET: READ },
  "/datasets/new": { GET: READ },
  "/detections": { GET: READ },
  "/detections/:id": { GET: READ },
  "/detections/:id/hosts/:host": { GET: READ },
  "/docs/api": { GET: READ },
  "/glossary": { GET: READ },
  "/live": { GET: READ },
  "/predict": { GET: READ },
  "/runs": { GET: READ },
  "/runs/:id": { GET: READ },
  "/sensors": { GET: READ },
  "/sensors/:id": { GET: READ },
  "/train": { GET: READ },

  "/api/:path*": { "*": READ },
  "/api/v1/agreement": { GET: look },
  "/api/v1/alerts": { GET: READ },
  "/api/v1/alerts/:id": {
    GET: READ,
    PATCH: train("alert.change"),
    DELETE: train("alert.delete"),
  },
  "/api/v1/alerts/:id/explanation": { GET: look },
  "/api/v1/alerts/:id/mute": { POST: train("alert.mute") },
  "/api/v1/alerts/:id/records": { GET: look },
  "/api/v1/alerts/bulk": { POST: train("alert.bulk") },
  "/api/v1/alerts/destinations": { GET: READ, POST: admin("destination.create") },
  "/api/v1/alerts/destinations/:id": {
    GET: READ,
    PUT: admin("destination.change"),
    DELETE: admin("destination.delete"),
  },
  "/api/v1/alerts/destinations/:id/test": { POST: admin("destination.test") },
  "/api/v1/alerts/export.csv": { GET: take("alert.download") },
  "/api/v1/alerts/export.json": { GET: take("alert.download") },
  "/api/v1/alerts/groups": { GET: READ },
  "/api/v1/alerts/rules": { GET: READ, POST: train("rule.create") },
  "/api/v1/alerts/rules/:id": {
    GET: READ,
    PUT: train("rule.change"),
    DELETE: train("rule.delete"),
  },
  "/api/v1/alerts/suppressions": { GET: READ, POST: train("suppression.create") },
  "/api/v1/alerts/suppressions/:id": { DELETE: train("suppression.delete") },
  "/api/v1/audit": { GET: ADMIN },
  "/api/v1/batches": { GET: READ, POST: scoreAll("batch.start") },
  "/api/v1/batches/:id": { GET: READ, DELETE: scoreAll("batch.delete") },
  "/api/v1/batches/:id/cancel": { POST: scoreAll("batch.cancel") },
  "/api/v1/batches/:id/events": { GET: READ },
  "/api/v1/batches/:id/retry": { POST: scoreAll("batch.start") },
  "/api/v1/batches/:id/scores.csv": { GET: take("batch.download") },
  "/api/v1/batches/:id/scores.ndjson": { GET: take("batch.download") },
  "/api/v1/batches/:id/scores.parquet": { GET: take("batch.download") },
  "/api/v1/batches/upload": { POST: scoreAll("batch.upload") },
  "/api/v1/benchmarks": { GET: READ, POST: work("benchmark.start") },
  "/api/v1/benchmarks/cancel": { POST: train("benchmark.cancel") },
  "/api/v1/benchmarks/events": { GET: READ },
  "/api/v1/datasets": { GET: READ, POST: work("dataset.upload") },
  "/api/v1/datasets/:id": {
    GET: READ,
    PATCH: train("dataset.change"),
    DELETE: train("dataset.delete"),
  },
  "/api/v1/datasets/:id/data.csv": { GET: take("dataset.download") },
  "/api/v1/datasets/:id/data.parquet": { GET: take("dataset.download") },
  "/api/v1/datasets/:id/events": { GET: READ },
  "/api/v1/datasets/:id/models": { GET: READ },
  "/api/v1/datasets/derive": { POST: work("dataset.derive") },
  "/api/v1/demo": { POST: work("dataset.demo") },
  "/api/v1/detections": { GET: READ, POST: work("detection.start") },
  "/api/v1/detections/:id": { GET: READ, DELETE: train("detection.delete") },
  "/api/v1/detections/:id/cancel": { POST: train("detection.cancel") },
  "/api/v1/detections/:id/events": { GET: READ },
  "/api/v1/detections/:id/findings": { GET: READ },
  "/api/v1/detections/:id/findings.csv": { GET: take("detection.download") },
  "/api/v1/detections/:id/findings.ecs.ndjson": { GET: take("detection.download") },
  "/api/v1/detections/:id/ticket.md": { GET: take("detection.download") },
  "/api/v1/detections/:id/records": { GET: look },
  "/api/v1/detections/:id/timeline": { GET: look },
  "/api/v1/detectors": { GET: READ },
  "/api/v1/live/:model": { GET: READ, PATCH: train("live.change") },
  "/api/v1/live/:model/events": { GET: READ },
  "/api/v1/models": { GET: READ, POST: work("model.import") },
  "/api/v1/models/:id": { GET: READ, PATCH: train("model.change") },
  "/api/v1/models/:id/bundle.zip": { GET: take("model.export") },
  "/api/v1/models/:id/counterfactuals": { POST: SCORE },
  "/api/v1/models/:id/curves": { GET: READ },
  "/api/v1/models/:id/findings": { GET: look },
  "/api/v1/models/:id/importance": { GET: READ },
  "/api/v1/models/:id/judgements": {
    GET: look,
    POST: work("judgement.change"),
  },
  "/api/v1/models/:id/neighbours": { POST: { scope: "read", limit: "score" } },
  "/api/v1/models/:id/predict": { POST: SCORE },
  "/api/v1/models/:id/record": { GET: READ },
  "/api/v1/models/:id/records": { GET: look },
  "/api/v1/models/:id/score": { POST: SCORE },
  "/api/v1/models/:id/stream": { GET: SCORE },
  "/api/v1/models/:id/thresholds": { GET: look },
  "/api/v1/openapi.json": { GET: READ },
  "/api/v1/models/:id/verdicts": { GET: READ },
  "/api/v1/overlap": { POST: look },
  "/api/v1/replays": { GET: READ, POST: work("replay.start") },
  "/api/v1/replays/:id": { GET: READ },
  "/api/v1/replays/:id/stop": { POST: train("replay.stop") },
  "/api/v1/runs": { GET: READ, POST: work("run.start") },
  "/api/v1/runs/:id": { GET: READ, PATCH: train("run.change"), DELETE: train("run.delete") },
  "/api/v1/runs/:id/cancel": { POST: train("run.cancel") },
  "/api/v1/runs/:id/comparison": { GET: look },
  "/api/v1/runs/:id/events": { GET: READ },
  "/api/v1/runs/:id/projection": { GET: READ, POST: look },
  "/api/v1/runs/:id/report.html": { GET: take("run.report") },
  "/api/v1/runs/:id/retry": { POST: work("run.start") },
  "/api/v1/runs/:id/scores.csv": { GET: take("run.download") },
  "/api/v1/runs/:id/scores.parquet": { GET: take("run.download") },
  "/api/v1/sensors": { GET: READ, POST: work("sensor.create") },
  "/api/v1/sensors/:id": {
    GET: READ,
    PATCH: train("sensor.change"),
    DELETE: train("sensor.delete"),
  },
  "/api/v1/sensors/:id/findings": { GET: look },
  "/api/v1/sensors/:id/datasets": { POST: work("sensor.dataset") },
  "/api/v1/sensors/:id/packets": { POST: scoreAll("sensor.packets") },
  "/api/v1/sensors/:id/records": { GET: look },
  "/api/v1/silences": { GET: READ, POST: train("silence.create") },
  "/api/v1/silences/:id": { DELETE: train("silence.delete") },
  "/api/v1/sources": { GET: READ },
  "/api/v1/sources/:id/download": { POST: work("dataset.fetch") },
  "/api/v1/tokens": { GET: ADMIN, POST: admin("token.create") },
  "/api/v1/tokens/:id": { DELETE: admin("token.revoke") },
};

/**
 * What a request takes.
 *
 * @param route pattern of the route that answers it; `null` where there is none, and everything there is to see
 *   is that. OPTIONS tells the methods of a route and does nothing.
 */
export function ruleOf(route: string | null, method: string): RouteRule {
  if (route === null || method === "OPTIONS") return READ;
  const rules = Object.hasOwn(ROUTE_RULES, route) ? ROUTE_RULES[route] : {};
  const name = method === "HEAD" ? "GET" : method;
  return Object.hasOwn(rules, name) ? rules[name] : rules["*"] ?? ADMIN;
}
