import type { ComponentChildren } from "preact";
import { termId } from "../lib/web/glossary.ts";

/** Terms that pages link to the glossary, as `docs/glossary.md` writes them. */
export const LINKED_TERMS = [
  "Adaptive threshold",
  "Baseline",
  "Clean period",
  "Contamination",
  "Detection",
  "Drift",
  "F1",
  "False positive rate",
  "Finding",
  "Leaking column",
  "Planted anomaly",
  "PR-AUC",
  "Precision",
  "Recall",
  "ROC-AUC",
  "Sensor",
  "Severity",
  "Silence",
  "Stability",
  "Threshold",
  "Unusual host",
] as const;

/** A term that pages link. */
export type LinkedTerm = typeof LINKED_TERMS[number];

/** The terms of a table of metrics. */
export const METRIC_TERMS: LinkedTerm[] = [
  "ROC-AUC",
  "PR-AUC",
  "Precision",
  "Recall",
  "F1",
  "False positive rate",
  "Threshold",
];

interface TermProps {
  name: LinkedTerm;
  /** The words on the page; the term itself without. */
  children?: ComponentChildren;
}

/** A term, linked to its entry in the glossary. */
export function Term({ name, children = name }: TermProps) {
  return <a class="term" href={`/glossary#${termId(name)}`}>{children}</a>;
}

/** A line of links to the glossary, for tables and forms whose words cannot be links. */
export function TermLine({ names }: { names: LinkedTerm[] }) {
  return (
    <p class="muted small">
      In the glossary: {names.map((name, index) => (
        <>
          {index > 0 && ", "}
          <Term name={name} />
        </>
      ))}.
    </p>
  );
}
