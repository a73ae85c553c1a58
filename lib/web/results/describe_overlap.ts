import type { Overlap } from "../../training/overlap/count_overlap.ts";
import { formatCount, formatShare } from "../../base/format.ts";

/** From this share of the test rows on, results say more of memory than of detection. */
const NOTABLE = 0.01;

/** An overlap in sentences, and whether a person should think again. */
export function overlapWords({ train, test, withLabels }: Overlap): {
  text: string;
  isNotable: boolean;
} {
  const equal = withLabels ? "with the same features and label" : "with the same features";
  const share = test.overlap / test.rows;
  const overlap = test.overlap === 0
    ? "No test row also appears in the training data."
    : `${formatShare(share)} of the test rows (${
      formatCount(test.overlap)
    }) also appear in the training data, ${equal}.`;
  const repeated = train.duplicates + test.duplicates === 0
    ? "No row repeats another within its dataset."
    : `${formatShare(train.duplicates / train.rows)} of the training rows and ${
      formatShare(test.duplicates / test.rows)
    } of the test rows repeat an earlier row.`;
  return { text: `${overlap} ${repeated}`, isNotable: share >= NOTABLE };
}
