import { alertAddress } from "./alert_page.ts";

/** A column that the list can be sorted by. */
export interface AlertSortHead {
  name: string;
  title: string;
  /** The list sorted by it. */
  href: string;
  sorted: "ascending" | "descending" | "none";
}

/** In the order of the table. */
const COLUMNS = [
  { name: "severity", title: "Severity" },
  { name: "host", title: "Alert" },
  { name: "records", title: "Records" },
  { name: "time", title: "Latest record" },
  { name: "raised", title: "Raised" },
];

/**
 * The columns of the list, each with the address that sorts by it: the worst, most and newest first,
 * hosts by their names; once more, the other way round.
 *
 * @param address of the page
 */
export function alertSortHeads(
  address: URLSearchParams,
  sort: string,
  isDescending: boolean,
): AlertSortHead[] {
  return COLUMNS.map(({ name, title }) => {
    const isSorted = name === sort;
    const isNextDescending = isSorted ? !isDescending : name !== "host";
    return {
      name,
      title,
      href: alertAddress(address, {
        sort: name,
        order: isNextDescending ? "desc" : "asc",
        page: "",
      }),
      sorted: isSorted ? isDescending ? "descending" : "ascending" : "none",
    };
  });
}
