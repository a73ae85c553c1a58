import { z } from "zod";
import { MAX_DEMO_ROWS } from "../../../lib/datasets/demo/generate.ts";
import { readJson } from "../../../lib/http/json_body.ts";
import { methods } from "../../../lib/http/methods.ts";
import type { State } from "../../../utils.ts";

const demoSchema = z.strictObject({
  /** Records of the training part; the test part has half as many. */
  rows: z.int().min(1000).max(MAX_DEMO_ROWS).default(20_000),
  seed: z.int().min(0).max(2 ** 32 - 1).default(1),
});

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const body = ctx.req.body ? await readJson(ctx.req, netsift.config.maxJsonBytes) : {};
    return ctx.json(netsift.datasets.addDemo(demoSchema.parse(body)), { status: 202 });
  },
});
