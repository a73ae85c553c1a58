import { recordOfAddress } from "./record_address.ts";
import { formatCount } from "../../base/format.ts";
import type { InputRecord } from "../../learning/features/input.ts";
import type { Netsift } from "../../netsift.ts";

/** A record that an address names. */
export interface GivenRecord {
  title?: string;
  record: InputRecord | null;
  label: string | null;
  fault?: string;
}

/**
 * The record that the address of the page names: `record`, as JSON; or `row`, counted from 1, of
 * `dataset` or else of the data that a model was tested on.
 *
 * @returns `undefined` when it names none, `null` when it cannot be right
 */
export async function givenRecord(
  netsift: Netsift,
  model: string,
  query: URLSearchParams,
): Promise<GivenRecord | null | undefined> {
  const text = query.get("record");
  if (text !== null) {
    const record = recordOfAddress(text);
    const fault = "The record in the address of this page cannot be read.";
    return { record, label: null, ...(record === null && { fault }) };
  }
  const asked = query.get("row");
  if (asked === null) return undefined;
  const row = Number(asked);
  if (!Number.isSafeInteger(row) || row < 1) return null;
  const dataset = query.get("dataset");
  const found = dataset === null
    ? await netsift.models.testRecords.at(model, row - 1)
    : await netsift.datasets.record(dataset, row - 1);
  const name = dataset === null ? null : netsift.datasets.get(dataset)?.name;
  const data = name ?? (dataset === null ? "the test data" : "the dataset");
  const title = `row ${formatCount(row)} of ${data}`;
  if (found) return { title, record: found.record, label: found.label };
  const fault = `Row ${formatCount(row)} cannot be shown: ${data} was deleted or is shorter.`;
  return { title, record: null, label: null, fault };
}
