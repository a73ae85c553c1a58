import { methods } from "../../../lib/http/methods.ts";
import { openApiDocument } from "../../../lib/api/document.ts";
import type { State } from "../../../utils.ts";

/** The API as an OpenAPI 3.1 document. */
export const handler = methods<State>({
  GET: (ctx) => ctx.json(openApiDocument(ctx.state.netsift.config)),
});
