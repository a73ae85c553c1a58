import { Fragment, h } from "preact";
import type { FunctionComponent, JSX } from "preact";

/** An HTML comment, which preact-render-to-string writes for a fragment with this prop. */
export function comment(text: string): JSX.Element {
  return h(Fragment as FunctionComponent<{ UNSTABLE_comment: string }>, {
    UNSTABLE_comment: text,
  });
}
