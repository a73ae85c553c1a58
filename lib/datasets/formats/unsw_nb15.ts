/**
 * UNSW-NB15: its training and testing partitions, 45 columns with a header, and its four raw files,
 * 49 columns without one, also cut down to fewer.
 *
 * Source: Moustafa and Slay, "UNSW-NB15: a comprehensive data set for network intrusion detection
 * systems", MilCIS 2015.
 *
 * @module
 */
import { isIPv4 } from "node:net";
import type { Sample } from "../ingest/source/sample.ts";
import { firstRecords } from "../ingest/source/records.ts";
import { csv, named } from "./csv.ts";
import type { Format, Layout, LayoutColumn } from "./format.ts";

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

/** Columns of the four raw files, in the order of `NUSW-NB15_features.csv`. */
const RAW_NAMES = [
  ...["srcip", "sport", "dstip", "dsport", "proto", "state", "dur", "sbytes", "dbytes", "sttl"],
  ...["dttl", "sloss", "dloss", "service", "Sload", "Dload", "Spkts", "Dpkts", "swin", "dwin"],
  ...["stcpb", "dtcpb", "smeansz", "dmeansz", "trans_depth", "res_bdy_len", "Sjit", "Djit"],
  ...["Stime", "Ltime", "Sintpkt", "Dintpkt", "tcprtt", "synack", "ackdat", "is_sm_ips_ports"],
  ...["ct_state_ttl", "ct_flw_http_mthd", "is_ftp_login", "ct_ftp_cmd", "ct_srv_src"],
  ...["ct_srv_dst", "ct_dst_ltm", "ct_src_ltm", "ct_src_dport_ltm", "ct_dst_sport_ltm"],
  ...["ct_dst_src_ltm", "attack_cat", "Label"],
];
/** The columns that a cut-down file begins with; of the others, the times and the last two are known. */
const FIRST_NAMES = RAW_NAMES.slice(0, RAW_NAMES.indexOf("swin"));
/** Bytes, times to live, losses and packets: whole numbers. */
const COUNTS = ["sbytes", "dbytes", "sttl", "dttl", "sloss", "dloss", "Spkts", "Dpkts"]
  .map((name) => RAW_NAMES.indexOf(name));
const LOOKED_AT = 20;
/** Share of the first records that must have the shape. */
const LIKE_RAW = 0.8;

/**
 * The format of `UNSW_NB15_training-set.csv` and `UNSW_NB15_testing-set.csv`, and of
 * `UNSW-NB15_1.csv` to `_4.csv`, which name no columns and are known by their shape.
 */
export const unswNb15: Format = {
  id: "unsw-nb15",
  recognise(sample) {
    const layout = csv.recognise(sample);
    if (!layout) return null;
    if (!layout.header) {
      const names = rawNames(layout, sample);
      return names && withRawNames(layout, names);
    }
    const names = new Set(layout.columns.map(({ name }) => name.toLowerCase()));
    if (!TELLING.every((name) => names.has(name))) return null;
    return { ...layout, format: "unsw-nb15", columns: layout.columns.map(asPublished) };
  },
};

/** Names of the columns where the first records have the shape of the raw files; else `null`. */
function rawNames({ columns, delimiter, quote }: Layout, sample: Sample): string[] | null {
  const count = columns.length;
  if (count < FIRST_NAMES.length + 4 || count > RAW_NAMES.length) return null;
  const records = firstRecords(sample.text.replace(/^\uFEFF/, ""), {
    ...{ delimiter, quote, complete: sample.complete, limit: LOOKED_AT },
  });
  const whole = count === RAW_NAMES.length;
  const times = whole
    ? RAW_NAMES.indexOf("Stime")
    : FIRST_NAMES.length + (records[0] ?? []).slice(FIRST_NAMES.length).findIndex(isTime);
  if (times < FIRST_NAMES.length || times + 4 > count) return null;
  const alike = records.filter((record) => {
    const at = (position: number) => record[position]?.trim() ?? "";
    return isIPv4(at(0)) && isIPv4(at(2)) && /^[a-z]/i.test(at(4)) &&
      isTime(at(times)) && isTime(at(times + 1)) &&
      (whole || COUNTS.every((position) => /^\d+$/.test(at(position)))) &&
      !/^\d/.test(at(count - 2)) && /^[01]$/.test(at(count - 1));
  });
  if (alike.length < LIKE_RAW * records.length) return null;
  if (whole) return RAW_NAMES;
  return columns.map(({ name }, i) => {
    if (i < FIRST_NAMES.length) return FIRST_NAMES[i];
    if (i >= count - 2) return RAW_NAMES.at(i - count)!;
    return ["Stime", "Ltime"][i - times] ?? name;
  });
}

function isTime(cell: string): boolean {
  return /^1[34]\d{8}$/.test(cell.trim());
}

function withRawNames(layout: Layout, names: string[]): Layout {
  const { columns } = named(names);
  return { ...layout, format: "unsw-nb15", columns: columns.map(asPublished), warnings: [] };
}

function asPublished(column: LayoutColumn): LayoutColumn {
  if (WORDS.has(column.name.toLowerCase())) return { ...column, type: "categorical" };
  return column.role === "label" ? { ...column, yesMeansAttack: true } : column;
}
