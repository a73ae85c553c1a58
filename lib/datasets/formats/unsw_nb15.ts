/**
 * UNSW-NB15: its training and testing partitions, 45 columns with a header, and its four raw files,
 * 49 columns without one.
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
    if (!layout.header) return isRaw(layout, sample) ? withRawNames(layout) : null;
    const names = new Set(layout.columns.map(({ name }) => name.toLowerCase()));
    if (!TELLING.every((name) => names.has(name))) return null;
    return { ...layout, format: "unsw-nb15", columns: layout.columns.map(asPublished) };
  },
};

function isRaw({ columns, delimiter, quote }: Layout, { text, complete }: Sample): boolean {
  if (columns.length !== RAW_NAMES.length) return false;
  const records = firstRecords(text.replace(/^\uFEFF/, ""), {
    ...{ delimiter, quote, complete, limit: LOOKED_AT },
  });
  const alike = records.filter((record) => {
    const at = (name: string) => record[RAW_NAMES.indexOf(name)]?.trim() ?? "";
    return isIPv4(at("srcip")) && isIPv4(at("dstip")) && /^[a-z]/i.test(at("proto")) &&
      [at("Stime"), at("Ltime")].every((time) => /^1[34]\d{8}$/.test(time)) &&
      /^[01]$/.test(at("Label"));
  });
  return alike.length >= LIKE_RAW * records.length;
}

function withRawNames(layout: Layout): Layout {
  const { columns } = named(RAW_NAMES);
  return { ...layout, format: "unsw-nb15", columns: columns.map(asPublished), warnings: [] };
}

function asPublished(column: LayoutColumn): LayoutColumn {
  if (WORDS.has(column.name.toLowerCase())) return { ...column, type: "categorical" };
  return column.role === "label" ? { ...column, yesMeansAttack: true } : column;
}
