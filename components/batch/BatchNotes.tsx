import { formatPlural } from "../../lib/base/format.ts";
import type { BatchModel, FilledFeature } from "../../lib/resources/batch.ts";
import { describeMapping } from "../../lib/values/columns.ts";
import { Notice } from "../Notice.tsx";

/** Features that are named where values were filled in. */
const MOST_NAMED = 10;

interface BatchNotesProps {
  models: BatchModel[];
  titles: string[];
}

/** What a reader should know about the models of a batch: warnings, then how columns were read. */
export function BatchNotes({ models, titles }: BatchNotesProps) {
  return (
    <>
      <ModelNotes
        models={models}
        titles={titles}
        tone="warning"
        of={({ warnings = [] }) => warnings}
      />
      <ModelNotes
        models={models}
        titles={titles}
        tone="info"
        of={({ mapped, filled }) => [
          ...mapped ? [describeMapping(mapped)] : [],
          ...filled ? [describeFilled(filled)] : [],
        ]}
      />
    </>
  );
}

interface ModelNotesProps extends BatchNotesProps {
  tone: "info" | "warning";
  of: (model: BatchModel) => string[];
}

/** Notes of models; those that several share appear once. */
function ModelNotes({ models, titles, tone, of: notesOf }: ModelNotesProps) {
  const notes = new Map<string, string[]>();
  models.forEach((model, index) => {
    for (const note of notesOf(model)) notes.set(note, [...notes.get(note) ?? [], titles[index]]);
  });
  return (
    <>
      {[...notes].map(([note, of]) => (
        <Notice key={note} tone={tone}>
          {of.length < models.length && `${of.join(", ")}: `}
          {note}
        </Notice>
      ))}
    </>
  );
}

/** Which features had missing values, in a sentence. */
function describeFilled(filled: FilledFeature[]): string {
  const shown = filled.slice(0, MOST_NAMED).map(({ feature, rows }) =>
    `"${feature}" (${formatPlural(rows, "row")})`
  );
  const more = filled.length > MOST_NAMED ? ` and ${filled.length - MOST_NAMED} more` : "";
  return `Missing or infinite values were filled in: ${shown.join(", ")}${more}.`;
}
