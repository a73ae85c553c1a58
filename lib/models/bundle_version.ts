/**
 * Models that older versions of Netsift saved.
 *
 * @module
 */

/** The version of `bundle.json` that this Netsift writes. */
export const BUNDLE_VERSION = 2;

/** What brings a bundle to the next version, by the version that it has. */
export type BundleSteps = ReadonlyMap<number, (bundle: object) => object>;

/**
 * A change of what `bundle.json` holds takes a step here; saved files stay as they are. Since version 2 a
 * pipeline may compute the context of records.
 */
const STEPS: BundleSteps = new Map([[1, (bundle) => bundle]]);

/**
 * Brings what `bundle.json` holds to the version that this Netsift writes.
 *
 * @param stored as it was read
 * @throws {Error} when a newer Netsift saved it, or one that there is no way from
 */
export function migrateBundle(
  stored: unknown,
  steps: BundleSteps = STEPS,
  version: number = BUNDLE_VERSION,
): object {
  const found = (stored as { version?: unknown } | null)?.version;
  if (typeof found !== "number") throw new Error("The model's bundle.json has no version.");
  if (found > version) {
    throw new Error(
      `The model was saved by a newer Netsift: it has version ${found}, and this Netsift reads ` +
        `versions up to ${version}.`,
    );
  }
  let bundle = stored as object;
  for (let from = found; from < version; from++) {
    const step = steps.get(from);
    if (!step) throw new Error(`The model has version ${from}, which this Netsift does not read.`);
    bundle = { ...step(bundle), version: from + 1 };
  }
  return bundle;
}
