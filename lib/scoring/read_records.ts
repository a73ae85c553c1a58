import type { Frame } from "../learning/features/frame.ts";
import type { InputRecord } from "../learning/features/input.ts";
import type { FeaturePipeline } from "../learning/features/pipeline.ts";

/** The values that a model reads from records that it can take, by column. */
export function readRecords(pipeline: FeaturePipeline, records: readonly InputRecord[]): Frame {
  const inputs = pipeline.inputColumns(records.length);
  for (const [row, record] of records.entries()) {
    const { record: values } = pipeline.read(record);
    for (const input of inputs) {
      const { name } = input.column;
      input.put(row, Object.hasOwn(values, name) ? values[name] : undefined);
    }
  }
  return { rows: records.length, columns: inputs.map(({ column }) => column) };
}
