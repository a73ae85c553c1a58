import { define } from "../utils.ts";

export default define.layout(({ Component, url }) => (
  <main data-path={url.pathname}>
    <Component />
  </main>
));
