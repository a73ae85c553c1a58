import type { RequiredField } from "../../values/connections/connection_columns.ts";

const NAMES: Record<RequiredField, string> = {
  time: "when a record began",
  source: "who sent it",
  destination: "who received it",
};
const conjunction = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** Says what keeps records from being connections, and what to do, in a sentence. */
export function describeMissing(missing: readonly RequiredField[]): string {
  if (missing.length === 0) {
    return "No record has a time and two addresses that can be read, so hosts cannot be told apart.";
  }
  return `No column says ${
    conjunction.format(missing.map((field) => NAMES[field]))
  }, so hosts and ` +
    "times cannot be judged; records are ranked by the models alone. Export the data with times and " +
    "addresses, such as Zeek's conn.log or a packet capture.";
}
