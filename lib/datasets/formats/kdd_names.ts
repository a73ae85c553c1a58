/**
 * The features of KDD Cup 1999 in the order of `kddcup.names`; also what a browser needs to know.
 *
 * @module
 */
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

/** Features that were read from what connections carried; traffic without payloads has none of them. */
export const KDD_CONTENT_FEATURES: readonly string[] = NAMES.slice(
  NAMES.indexOf("hot"),
  NAMES.indexOf("is_guest_login") + 1,
);
