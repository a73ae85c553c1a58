/**
 * KDD Cup 1999: no header, 41 features and, except in the unlabelled test files, a label that ends
 * with a dot.
 *
 * @module
 */
import type { Format, LayoutColumn } from "./format.ts";
import { mostlyKdd } from "./kdd_columns.ts";
import { KDD_FEATURES } from "./kdd_names.ts";

const LABEL: LayoutColumn = { name: "label", type: "categorical", role: "label" };

/**
 * The format of `kddcup.data` and `corrected`, where the dot is accepted as missing too, and of
 * `kddcup.testdata.unlabeled`.
 */
export const kdd99: Format = {
  id: "kdd99",
  recognise(sample) {
    const labelled = mostlyKdd(sample, 42, (label) => /^[a-z_]\w*\.?$/i.test(label));
    if (!labelled && !mostlyKdd(sample, 41, (rate) => /^\d+(\.\d*)?$/.test(rate))) return null;
    return {
      format: "kdd99",
      delimiter: ",",
      quote: "",
      header: false,
      columns: [...KDD_FEATURES, ...(labelled ? [LABEL] : [])],
      dottedLabels: true,
      warnings: [],
    };
  },
};
