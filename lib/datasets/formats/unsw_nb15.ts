/**
 * UNSW-NB15's training and testing partitions: 45 columns with a header.
 *
 * Source: Moustafa and Slay, "UNSW-NB15: a comprehensive data set for network intrusion detection
 * systems", MilCIS 2015.
 *
 * @module
 */
import { csv } from "./csv.ts";
import type { Format } from "./format.ts";

const TELLING = [
  "dur",
  "proto",
  "service",
  "state",
  "spkts",
  "dpkts",
  "sbytes",
  "dbytes",
  "sttl",
  "dttl",
  "ct_srv_src",
  "ct_state_ttl",
  "ct_dst_ltm",
  "attack_cat",
  "label",
];

const WORDS = new Set(["proto", "service", "state"]);

/** The format of `UNSW_NB15_training-set.csv` and `UNSW_NB15_testing-set.csv`. */
export const unswNb15: Format = {
  id: "unsw-nb15",
  recognise(sample) {
    const layout = csv.recognise(sample);
    if (!layout?.header) return null;
    const names = new Set(layout.columns.map(({ name }) => name.toLowerCase()));
    if (!TELLING.every((name) => names.has(name))) return null;
    const columns = layout.columns.map((column) =>
      WORDS.has(column.name.toLowerCase()) ? { ...column, type: "categorical" as const } : column
    );
    return { ...layout, format: "unsw-nb15", columns };
  },
};
