import { formatDateTime } from "../lib/base/format.ts";

export function Time({ at }: { at: string }) {
  return <time class="nowrap" datetime={at}>{formatDateTime(at)}</time>;
}
