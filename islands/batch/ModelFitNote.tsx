import type { ModelFit } from "../../lib/resources/model.ts";

/** Whether a model can score the dataset that is chosen, and how. */
export function ModelFitNote({ fit }: { fit: ModelFit | undefined }) {
  if (!fit) return null;
  if (!fit.fits) return <span class="small">Does not fit. {fit.reason}</span>;
  const notes = [
    ...(fit.mapped.length > 0
      ? [
        "Reads " +
        fit.mapped.slice(0, 3).map(({ feature, column, factor }) =>
          `${column}${factor === undefined ? "" : ` × ${factor}`} as ${feature}`
        ).join(", ") +
        (fit.mapped.length > 3 ? ` and ${fit.mapped.length - 3} more` : ""),
      ]
      : []),
    ...(fit.computed.length > 0 ? ["Context features are computed"] : []),
  ];
  return <span class="small muted">Fits this data. {notes.map((note) => `${note}. `)}</span>;
}
