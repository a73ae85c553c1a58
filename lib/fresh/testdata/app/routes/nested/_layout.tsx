import { define } from "../../utils.ts";

export default define.layout(async ({ Component }) => {
  const title = await Promise.resolve("Nested");
  return (
    <article title={title}>
      <Component />
    </article>
  );
});
