/**
 * What the page of alerts shows; its address holds all of it.
 *
 * @module
 */

/** Texts of a filter by the names of the API. */
export type FilterTexts = Record<string, string>;

/** What the address of the page says. */
export interface AlertPage {
  /** As forms show it. */
  texts: FilterTexts;
  /** As the API takes it. */
  query: FilterTexts;
  view: "list" | "groups";
  /** From 1. */
  number: number;
}

const FIELDS = [
  "severity",
  "source",
  "sourceId",
  "rule",
  "model",
  "host",
  "assignee",
  "from",
  "to",
  "text",
  "sort",
  "order",
];
/** Any value, where another one is shown by default. */
export const ANY = "any";

/**
 * Reads the address. Where it does not say so, alerts are open and no suppression holds them back.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { alertPage } from "./alert_page.ts";
 *
 * const { query } = alertPage(new URLSearchParams("host=10.0.0.5&from=2026-03-01T08:00&text="));
 * assert.deepEqual(query, {
 *   state: "open",
 *   suppressed: "false",
 *   host: "10.0.0.5",
 *   from: "2026-03-01T08:00:00Z",
 * });
 * ```
 */
export function alertPage(address: URLSearchParams): AlertPage {
  const state = address.get("state") || "open";
  const suppressed = address.get("suppressed") || "false";
  const known = Object.fromEntries(
    FIELDS.flatMap((name) => {
      const text = (address.get(name) ?? "").trim();
      return text === "" ? [] : [[name, text]];
    }),
  );
  return {
    texts: { ...known, state, suppressed },
    query: {
      ...(state !== ANY && { state }),
      ...(suppressed !== ANY && { suppressed }),
      ...Object.fromEntries(
        Object.entries(known).map(([name, text]) => [name, isTime(name) ? zoned(text) : text]),
      ),
    },
    view: address.get("view") === "groups" ? "groups" : "list",
    number: Math.max(1, Math.trunc(Number(address.get("page"))) || 1),
  };
}

/** The address of the page with other parameters; an empty one is taken away. */
export function alertAddress(address: URLSearchParams, changes: FilterTexts): string {
  const query = new URLSearchParams(address);
  for (const [name, text] of Object.entries(changes)) {
    if (text === "") query.delete(name);
    else query.set(name, text);
  }
  return query.size === 0 ? "/alerts" : `/alerts?${query}`;
}

function isTime(name: string): boolean {
  return name === "from" || name === "to";
}

/** A time of a form, which is in UTC, as the API has it. */
function zoned(text: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? `${text}:00Z` : text;
}
