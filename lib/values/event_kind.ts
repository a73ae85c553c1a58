/**
 * The kind of an event, such as `flow` among those of Suricata or `conn` among the logs of Zeek.
 *
 * @module
 */
import { type Value, wordOf } from "./value.ts";

/** Records of one kind, and the key that names it. */
export interface EventKind {
  /** Such as `event_type` or `_path`. */
  field: string;
  kind: string;
}

/** Characters of a kind that a message shows. */
const SHOWN = 40;

/**
 * What is wrong with a record for a model: it is of another kind than the records of training.
 *
 * @param value what the record has for the key; it need not have any
 * @returns `null` where nothing is
 *
 * @example
 * ```ts
 * import { kindFault } from "./event_kind.ts";
 * import assert from "node:assert/strict";
 *
 * const flows = { field: "event_type", kind: "flow" };
 * assert.equal(kindFault(flows, "flow"), null);
 * assert.match(kindFault(flows, "dns")!, /"dns" is another kind of record/);
 * ```
 */
export function kindFault({ kind }: EventKind, value: Value): string | null {
  const word = wordOf(value);
  if (word === null || word === kind) return null;
  const [found, trained] = [word, kind].map((each) =>
    JSON.stringify(each.slice(0, SHOWN).toWellFormed())
  );
  return `${found} is another kind of record: the model was trained on ${trained} records.`;
}
