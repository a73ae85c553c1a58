import { PUBLIC_SOURCES } from "../../../../lib/datasets/download/sources.ts";
import { methods } from "../../../../lib/http/methods.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(PUBLIC_SOURCES),
});
