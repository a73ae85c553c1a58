import { App, HttpError, staticFiles } from "fresh";
import type { State } from "./utils.ts";

export const app = new App<State>();

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
