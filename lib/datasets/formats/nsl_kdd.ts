/**
 * NSL-KDD as text: KDD'99's features, a label without a dot, and a difficulty from 0 to 21.
 *
 * The difficulty says how many of 21 learners classified the record rightly. It comes from the
 * labels, so it is kept but never used as a feature.
 *
 * @module
 */
import type { Format, LayoutColumn } from "./format.ts";
import { mostlyKdd } from "./kdd_columns.ts";
import { KDD_FEATURES } from "./kdd_names.ts";

/** The last column of NSL-KDD. */
export const DIFFICULTY: LayoutColumn = {
  name: "difficulty",
  type: "numeric",
  role: "ignored",
  reason: "It says how many of 21 learners knew the label, so it comes from the label.",
};

/** The format of `KDDTrain+.txt` and `KDDTest+.txt`. */
export const nslKdd: Format = {
  id: "nsl-kdd",
  recognise(sample) {
    if (!mostlyKdd(sample, 43, (last) => /^\d{1,2}$/.test(last))) return null;
    return {
      format: "nsl-kdd",
      delimiter: ",",
      quote: "",
      header: false,
      columns: [
        ...KDD_FEATURES,
        { name: "label", type: "categorical", role: "label" },
        DIFFICULTY,
      ],
      dottedLabels: false,
      warnings: [],
    };
  },
};
