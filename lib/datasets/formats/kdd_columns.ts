/**
 * How lines of KDD Cup 1999 are known.
 *
 * @module
 */
import { firstRecords } from "../ingest/source/records.ts";
import type { Sample } from "../ingest/source/sample.ts";
import { KDD_FEATURES } from "./kdd_names.ts";

const PROTOCOLS = new Set(["tcp", "udp", "icmp"]);
const SAMPLED_LINES = 100;

/** Whether the cells of a line may be a record of KDD'99, with or without label and difficulty. */
export function isKddRecord(cells: string[]): boolean {
  const further = cells.length - KDD_FEATURES.length;
  return further >= 0 && further <= 2 && PROTOCOLS.has(cells[1].trim());
}

/**
 * Whether most of the first lines are KDD records with `fields` fields, the last of which `accepts`.
 *
 * A few bad lines at the beginning do not hide the format. The same records below a header are CSV.
 */
export function mostlyKdd(
  sample: Sample,
  fields: number,
  accepts: (last: string) => boolean,
): boolean {
  const records = firstRecords(sample.text.replace(/^\uFEFF/, ""), {
    delimiter: ",",
    quote: "",
    limit: SAMPLED_LINES,
    complete: sample.complete,
  });
  const matching = records.filter((record) =>
    record.length === fields && PROTOCOLS.has(record[1].trim()) &&
    accepts(record[fields - 1].trim())
  );
  const header = records[0]?.length === fields && records[0].every((field) => isNaN(Number(field)));
  return !header && matching.length > records.length / 2;
}
