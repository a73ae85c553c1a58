/**
 * What people call detectors.
 *
 * @module
 */
import { DETECTORS } from "./catalogue.ts";
import type { DetectorKind } from "./detector.ts";

/** What people call a detector. */
export function detectorTitle(kind: DetectorKind): string {
  return DETECTORS.find((definition) => definition.kind === kind)?.title ?? kind;
}

/** Titles for the detectors of one run, numbered where a kind comes more than once. */
export function modelTitles(kinds: DetectorKind[]): string[] {
  return kinds.map((kind, index) => {
    const same = kinds.filter((other) => other === kind).length;
    if (same === 1) return detectorTitle(kind);
    const place = kinds.slice(0, index + 1).filter((other) => other === kind).length;
    return `${detectorTitle(kind)} ${place}`;
  });
}
