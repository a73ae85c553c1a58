/**
 * What columns are used for, told from their names and values.
 *
 * @module
 */
import type { ColumnRole } from "./types.ts";

/** Why columns are no features, where the role alone does not say it. */
export const REASONS = {
  name: "Its name says that it gives the label away.",
  tellsLabel: "Its values tell normal traffic from attacks in at least 99.9% of the rows of each.",
  formerLabel: "It was the label column before.",
  chosen: "A person chose this role.",
} as const;

/** Whether columns of a role are used as features where nobody chooses others. */
export function isFeature(role: ColumnRole): role is "numeric" | "categorical" {
  return role === "numeric" || role === "categorical";
}

/** Why columns of a role are no features; `null` for features. */
export function reasonFor(role: ColumnRole): string | null {
  switch (role) {
    case "numeric":
    case "categorical":
      return null;
    case "label":
      return "It is the label: detectors are judged by it.";
    case "category":
      return "It names the kind of attack, and so gives the label away.";
    case "identifier":
      return "It names single flows or hosts: a detector would learn who, not what.";
    case "timestamp":
      return "It holds points in time: a detector would learn when attacks happened, not what they are.";
    case "constant":
      return "It holds one value only.";
    case "leaking":
      return REASONS.name;
    case "ignored":
      return "It is set aside.";
  }
}

/** Roles that names give away. */
export interface NamedRoles {
  /** One entry a column; `undefined` where the name says nothing. */
  byColumn: (ColumnRole | undefined)[];
  warnings: string[];
}

const LABELS = new Set([
  "label",
  "labels",
  "class",
  "attack",
  "target",
  "attacklabel",
  "classlabel",
  "isattack",
  "isanomaly",
  "anomaly",
  "outcome",
]);

const CATEGORIES = new Set([
  "attackcat",
  "attackcategory",
  "attacktype",
  "attackclass",
  "attemptedcategory",
  "detailedlabel",
]);

const IDENTIFIERS = new Set([
  "id",
  "uid",
  "uuid",
  "flowid",
  "rowid",
  "recordid",
  "index",
  "sourceip",
  "destinationip",
  "srcip",
  "dstip",
  "sip",
  "dip",
  "ipsrc",
  "ipdst",
  "saddr",
  "daddr",
  "sourceaddress",
  "destinationaddress",
  "ipv4srcaddr",
  "ipv4dstaddr",
  "srcmac",
  "dstmac",
]);

const TIMESTAMPS = new Set([
  "timestamp",
  "ts",
  "time",
  "date",
  "datetime",
  "starttime",
  "endtime",
  "stime",
  "ltime",
  "flowstart",
  "flowend",
  "frametime",
]);

/** Letters and digits alone: "Flow ID", "flow_id" and "FlowID" are one name. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/**
 * Assigns the roles that names give away.
 *
 * Of several columns that could be the label the last one is; the others would tell a model the
 * answer and get the role `leaking`. Without any, a category of attack serves as the label.
 */
export function rolesByName(names: string[]): NamedRoles {
  const warnings: string[] = [];
  const bareNames = names.map(bare);
  const byColumn: (ColumnRole | undefined)[] = bareNames.map((name) => {
    if (CATEGORIES.has(name)) return "category";
    if (IDENTIFIERS.has(name)) return "identifier";
    if (TIMESTAMPS.has(name)) return "timestamp";
    return undefined;
  });
  const label = bareNames.findLastIndex((name) => LABELS.has(name));
  const chosen = label >= 0 ? label : byColumn.lastIndexOf("category");
  if (chosen < 0) return { byColumn, warnings };
  byColumn[chosen] = "label";
  const others = bareNames.flatMap((name, i) => LABELS.has(name) && i !== chosen ? [i] : []);
  for (const i of others) byColumn[i] = "leaking";
  if (others.length > 0) {
    const shown = others.map((i) => `"${names[i]}"`).join(", ");
    warnings.push(
      `"${names[chosen]}" is taken as the label. ${shown} may give it away and will not be used.`,
    );
  }
  return { byColumn, warnings };
}

const IP_ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$|^[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}$/i;
const DATE_TIME = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d{1,2}:\d{2}.*)?$/;

/** Tells identifiers and timestamps from their most frequent values. */
export function roleByValues(values: string[]): ColumnRole | undefined {
  if (values.length === 0) return undefined;
  if (values.every((value) => IP_ADDRESS.test(value))) return "identifier";
  if (values.every((value) => DATE_TIME.test(value))) return "timestamp";
  return undefined;
}
