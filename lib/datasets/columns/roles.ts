/**
 * What columns are used for, told from their names and values.
 *
 * @module
 */
import { bareName, namesCategory, namesLabel } from "../labels/label_names.ts";
import type { ColumnRole } from "../../resources/dataset.ts";

/**
 * Why columns are no features, where the role alone does not say it. Datasets are stored with these
 * texts, and some are recognised by them.
 */
export const REASONS = {
  name: "Its name suggests that it reveals the label.",
  tellsLabel: "Its values tell normal traffic from attacks in at least 99.9% of the rows of each.",
  formerLabel: "It was the label column before.",
  chosen: "A person chose this role.",
  label: "It is the label that detectors are evaluated with.",
  category: "It names the kind of attack, which reveals the label.",
  namesTraffic: "Its values name attacks or normal traffic, and so give the label away.",
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
      return REASONS.label;
    case "category":
      return REASONS.category;
    case "identifier":
      return "It identifies single flows or hosts: a detector would learn who, not what.";
    case "timestamp":
      return "It contains timestamps: a detector would learn when attacks happened, not what they are.";
    case "constant":
      return "It has only one value.";
    case "leaking":
      return REASONS.name;
    case "ignored":
      return "It is ignored.";
  }
}

/** Roles that names give away. */
export interface NamedRoles {
  /** One entry a column; `undefined` where the name says nothing. */
  byColumn: (ColumnRole | undefined)[];
  warnings: string[];
}

/** Of categories, these are the last to serve as a label. */
const DETAILS = /(id|description|desc|detail|details)$/;

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

/**
 * Assigns the roles that names give away.
 *
 * Of several columns that could be the label the last one is; the others would tell a model the
 * answer and get the role `leaking`. Without any, a category of attack serves as the label.
 */
export function rolesByName(names: string[]): NamedRoles {
  const warnings: string[] = [];
  const bareNames = names.map(bareName);
  const isLabel = names.map(namesLabel);
  const byColumn: (ColumnRole | undefined)[] = bareNames.map((name, i) => {
    if (!isLabel[i] && namesCategory(names[i])) return "category";
    if (IDENTIFIERS.has(name)) return "identifier";
    if (TIMESTAMPS.has(name)) return "timestamp";
    return undefined;
  });
  const label = isLabel.lastIndexOf(true);
  const isCategory = (i: number) => byColumn[i] === "category";
  const kind = names.findLastIndex((_, i) => isCategory(i) && !DETAILS.test(bareNames[i]));
  const chosen = label >= 0 ? label : kind >= 0 ? kind : byColumn.lastIndexOf("category");
  if (chosen < 0) return { byColumn, warnings };
  byColumn[chosen] = "label";
  const others = isLabel.flatMap((is, i) => is && i !== chosen ? [i] : []);
  for (const i of others) byColumn[i] = "leaking";
  if (others.length > 0) {
    const shown = others.map((i) => `"${names[i]}"`).join(", ");
    warnings.push(
      `"${names[chosen]}" is taken as the label. ${shown} may reveal it and will not be used.`,
    );
  }
  return { byColumn, warnings };
}
