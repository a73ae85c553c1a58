/**
 * KDD Cup 1999: no header, 41 features and a label that ends with a dot.
 *
 * @module
 */
import type { Format } from "./format.ts";
import { KDD_FEATURES, mostlyKdd } from "./kdd_columns.ts";

/** The format of `kddcup.data` and `corrected`. The dot is accepted as missing too. */
export const kdd99: Format = {
  id: "kdd99",
  recognise(sample) {
    if (!mostlyKdd(sample, 42, (label) => /^[a-z_]\w*\.?$/i.test(label))) return null;
    return {
      format: "kdd99",
      delimiter: ",",
      quote: "",
      header: false,
      columns: [...KDD_FEATURES, { name: "label", type: "categorical", role: "label" }],
      dottedLabels: true,
      warnings: [],
    };
  },
};
