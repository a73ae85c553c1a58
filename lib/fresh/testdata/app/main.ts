import { App, HttpError, staticFiles } from "fresh";
import type { State } from "./utils.ts";

export const app = new App<State>();

app.use(async (ctx) => {
  try {
    return await ctx.next();
  } catch (error) {
    if (!(error instanceof HttpError)) console.error(`seen by middleware: ${messageOf(error)}`);
    throw error;
  }
});
app.use((ctx) => {
  ctx.state.trail = ["main"];
  if (ctx.url.searchParams.has("fail-early")) throw new HttpError(403, "early");
  return ctx.next();
});
app.use(staticFiles());
app.get("/programmatic", (ctx) => ctx.json(ctx.state.trail));
app.get("/programmatic/error", () => {
  throw new HttpError(409, "no error page here");
});
app.fsRoutes();

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
