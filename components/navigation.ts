/**
 * Where one can go: groups of pages, as the head of every page lists them.
 *
 * @module
 */

/** A page of a group. */
export interface NavigationPage {
  href: string;
  text: string;
}

/** What the head of every page counts. */
export interface NavigationCounts {
  openAlerts: number;
}

/** Pages that serve one purpose. Its own link leads to the first of them. */
export interface NavigationGroup {
  text: string;
  pages: readonly NavigationPage[];
  /** What is counted beside its name. */
  counts?: keyof NavigationCounts;
  /** Whether it is shown at the end of the bar, apart from the work itself. */
  isTool?: boolean;
  /** Whether only administrators have it. */
  isForAdmins?: boolean;
}

/** All groups, in the order of the bar. */
export const GROUPS: readonly NavigationGroup[] = [
  { text: "Overview", pages: [{ href: "/", text: "Overview" }] },
  {
    text: "Data",
    pages: [{ href: "/datasets", text: "Datasets" }, { href: "/datasets/new", text: "Add data" }],
  },
  {
    text: "Models",
    pages: [
      { href: "/train", text: "Train" },
      { href: "/runs", text: "Runs" },
      { href: "/compare", text: "Compare" },
    ],
  },
  {
    text: "Detect",
    pages: [
      { href: "/detections", text: "Detections" },
      { href: "/live", text: "Live" },
      { href: "/sensors", text: "Sensors" },
      { href: "/batches", text: "Batches" },
      { href: "/predict", text: "Single record" },
    ],
  },
  {
    text: "Alerts",
    pages: [
      { href: "/alerts", text: "Alerts" },
      { href: "/alerts/rules", text: "Rules and destinations" },
    ],
    counts: "openAlerts",
  },
  {
    text: "Help",
    pages: [
      { href: "/docs/api", text: "HTTP API" },
      { href: "/glossary", text: "Glossary" },
      { href: "/benchmarks", text: "Benchmarks" },
    ],
    isTool: true,
  },
  {
    text: "Settings",
    pages: [{ href: "/access", text: "Access" }],
    isTool: true,
    isForAdmins: true,
  },
];

/**
 * The page that a path is, or lies below: the one with the longest address.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pageOf } from "./navigation.ts";
 *
 * assert.equal(pageOf("/datasets/new")?.text, "Add data");
 * assert.equal(pageOf("/datasets/d-1/")?.text, "Datasets");
 * assert.equal(pageOf("/nothing"), undefined);
 * ```
 */
export function pageOf(path: string): NavigationPage | undefined {
  return GROUPS.flatMap(({ pages }) => pages)
    .filter(({ href }) => isAt(path, href) || href !== "/" && path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
}

/** Whether a path is that of a page itself, with a slash at its end or without. */
export function isAt(path: string, href: string): boolean {
  return path === href || path === `${href}/`;
}
