/**
 * The columns of KDD Cup 1999 in the order of `kddcup.names`.
 *
 * @module
 */
import { firstRecords } from "../source/records.ts";
import type { Sample } from "../source/sample.ts";
import type { LayoutColumn } from "./format.ts";

const NAMES = [
  "duration",
  "protocol_type",
  "service",
  "flag",
  "src_bytes",
  "dst_bytes",
  "land",
  "wrong_fragment",
  "urgent",
  "hot",
  "num_failed_logins",
  "logged_in",
  "num_compromised",
  "root_shell",
  "su_attempted",
  "num_root",
  "num_file_creations",
  "num_shells",
  "num_access_files",
  "num_outbound_cmds",
  "is_host_login",
  "is_guest_login",
  "count",
  "srv_count",
  "serror_rate",
  "srv_serror_rate",
  "rerror_rate",
  "srv_rerror_rate",
  "same_srv_rate",
  "diff_srv_rate",
  "srv_diff_host_rate",
  "dst_host_count",
  "dst_host_srv_count",
  "dst_host_same_srv_rate",
  "dst_host_diff_srv_rate",
  "dst_host_same_src_port_rate",
  "dst_host_srv_diff_host_rate",
  "dst_host_serror_rate",
  "dst_host_srv_serror_rate",
  "dst_host_rerror_rate",
  "dst_host_srv_rerror_rate",
];

const WORDS = new Set(["protocol_type", "service", "flag"]);

/** The 41 features, without the label. */
export const KDD_FEATURES: readonly LayoutColumn[] = NAMES.map((name) => ({
  name,
  type: WORDS.has(name) ? "categorical" : "numeric",
}));

const PROTOCOLS = new Set(["tcp", "udp", "icmp"]);
const SAMPLED_LINES = 100;

/** Whether the cells of a line may be a record of KDD'99, with or without label and difficulty. */
export function isKddRecord(cells: string[]): boolean {
  const further = cells.length - NAMES.length;
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
