import { formatDateTime } from "../lib/base/format.ts";

/** A moment, in the time zone of the reader: static/local_times.js sees to that. */
export function Time({ at }: { at: string }) {
  return <time class="nowrap" datetime={at} data-local>{formatDateTime(at)}</time>;
}
