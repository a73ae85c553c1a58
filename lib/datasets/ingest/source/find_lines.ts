import type { Layout } from "../../formats/format.ts";
import type { PreparedSource } from "./prepare.ts";
import { openReader, type PrepareOptions, textOf } from "./text_member.ts";
import type { Upload } from "./upload.ts";

/** Where a well-formed record is. */
export interface RecordPlace {
  line: number;
  /** The file within the upload; `null` where the upload is one table. */
  member: string | null;
}

/** Finds the line numbers of well-formed records, counted from 0, in the files as uploaded. */
export async function findLines(
  upload: Upload,
  { parts }: PreparedSource,
  layout: Layout,
  records: number[],
  options: PrepareOptions,
): Promise<Map<number, RecordPlace>> {
  const places = new Map<number, RecordPlace>();
  const budget = upload.budget();
  let from = 0;
  for (const part of parts) {
    const within = records.filter((record) => record >= from && record < from + part.records);
    if (within.length > 0) {
      const { reader } = openReader(part, layout, options.limits, {
        wanted: new Set(within.map((record) => record - from)),
      });
      for await (const chunk of textOf(part, { budget, signal: options.signal })) {
        reader.push(chunk);
        if (reader.satisfied) break;
      }
      for (const [record, line] of reader.finish().wanted) {
        const member = parts.length > 1 ? part.member.name : null;
        places.set(from + record, { line, member });
      }
    }
    from += part.records;
  }
  return places;
}
