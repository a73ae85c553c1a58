import { HttpError, page } from "fresh";
import { define } from "../../utils.ts";

export const handler = define.handlers({
  GET(ctx) {
    if (ctx.params.id === "missing") throw new HttpError(404, "no such thing");
    if (ctx.params.id === "broken") throw new Error("secret detail");
    return page({ id: ctx.params.id });
  },
  POST: (ctx) => page({ id: `posted ${ctx.params.id}` }, { status: 201 }),
});

export default define.page<typeof handler>(async ({ data }) => {
  await Promise.resolve();
  return <p id="id">{data.id}</p>;
});
