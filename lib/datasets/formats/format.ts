/**
 * What a format is. Each format stands in a file of its own and is listed in `mod.ts`.
 *
 * @module
 */
import type { ColumnRole, DatasetFormat } from "../types.ts";
import type { Sample } from "../source/sample.ts";

/** A column as a format knows it before any value is read. */
export interface LayoutColumn {
  name: string;
  /** `"unknown"`: the values of the whole file decide. */
  type: "numeric" | "categorical" | "unknown";
  /** Where the format or the name fixes the role. */
  role?: ColumnRole;
}

/** How to read one file of delimited text. */
export interface Layout {
  format: DatasetFormat;
  /** One ASCII character. */
  delimiter: string;
  /** One ASCII character, or an empty string where quotes have no meaning. */
  quote: string;
  /** Whether the first record names the columns. */
  header: boolean;
  columns: LayoutColumn[];
  /** Whether labels end with a dot that is not part of them. */
  dottedLabels: boolean;
  /** What a person should know, in sentences. */
  warnings: string[];
}

/** A format that files may have. */
export interface Format {
  id: DatasetFormat;
  /**
   * Looks at the beginning of a file.
   *
   * @returns how to read the file, or `null` when it has another format
   * @throws {DatasetError} when it has this format and a fault that makes reading pointless
   */
  recognise(sample: Sample): Layout | null;
}
