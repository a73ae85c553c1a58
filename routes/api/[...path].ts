import { ProblemError } from "../../lib/http/problem.ts";
import { define } from "../../utils.ts";

export const handler = define.handlers((ctx) => {
  throw new ProblemError(404, `No endpoint at ${ctx.url.pathname.slice(0, 200)}.`);
});
