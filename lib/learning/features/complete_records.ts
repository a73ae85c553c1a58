import { RecordContext } from "../context/record_context.ts";
import type { InputRecord } from "./input.ts";
import type { FeaturePipeline } from "./pipeline.ts";

/**
 * Records with the context that a model asks for: each by those before it, the first with an empty
 * past. Records that bring their own context keep it, and so do those that were completed before.
 */
export function completeRecords(
  { context }: Pick<FeaturePipeline, "context">,
  records: InputRecord[],
): InputRecord[] {
  if (!context) return records;
  const past = new RecordContext(context);
  return records.map((record) => past.complete(record));
}
