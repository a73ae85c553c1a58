/**
 * The example of "Add a route" in CONTRIBUTING.md: `GET /api/v1/datasets/{id}/labels?least=10`.
 *
 * @module
 */
import { z } from "zod";
import { findReadyDataset } from "../../lib/api/datasets/find_ready_dataset.ts";
import type { Operation } from "../../lib/api/operation.ts";
import type { RouteRule } from "../../lib/auth/route_rules.ts";
import { methods } from "../../lib/http/methods.ts";
import { parseQuery, wholeNumber } from "../../lib/http/query.ts";
import type { State } from "../../utils.ts";

/** 1. A line of `lib/auth/route_rules.ts`, under `/api/v1/datasets/:id/labels`. */
export const rule: Record<string, RouteRule> = { GET: { scope: "read" } };

const querySchema = z.object({ least: wholeNumber(0, 1_000_000_000).optional() });

/** 2. An entry of `lib/api/datasets/operations.ts`, its schemas beside it. */
export const operation: Operation = {
  method: "GET",
  path: "/datasets/{id}/labels",
  tag: "Datasets",
  summary: "Labels and how many rows have them",
  query: querySchema,
  answers: {
    200: {
      description: "The labels",
      schema: z.array(z.strictObject({ name: z.string(), count: z.int().min(1) })),
    },
  },
  problems: { 409: "The dataset has no records yet." },
};

/** 3. The whole of `routes/api/v1/datasets/[id]/labels.ts`. */
export const handler = methods<State>({
  GET(ctx) {
    const { least = 0 } = parseQuery(ctx.url, querySchema);
    const { profile } = findReadyDataset(ctx.state.netsift, ctx.params.id);
    const labels = profile!.labels.filter(({ count }) => count >= least);
    return ctx.json(labels.map(({ name, count }) => ({ name, count })));
  },
});
