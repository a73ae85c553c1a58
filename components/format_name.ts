import type { DatasetFormat } from "../lib/datasets/types.ts";

const NAMES: Record<DatasetFormat, string> = {
  "kdd99": "KDD Cup 1999",
  "nsl-kdd": "NSL-KDD",
  "csv": "CSV",
};

/** What people call a format. */
export function formatName(format: DatasetFormat): string {
  return NAMES[format];
}
