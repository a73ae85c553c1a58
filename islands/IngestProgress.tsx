import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ProgressBar } from "../components/ProgressBar.tsx";
import { followEvents } from "../lib/web/events.ts";
import { progressNote } from "../lib/web/progress_note.ts";
import type { DatasetProgress, DatasetStatus } from "../lib/resources/dataset.ts";

interface IngestProgressProps {
  id: string;
  progress: DatasetProgress | null;
}

/** Shows how far an ingest is and reloads the page when it has ended. */
export function IngestProgress({ id, progress }: IngestProgressProps) {
  const latest = useSignal(progress);
  useEffect(() =>
    followEvents<DatasetProgress, DatasetStatus>(`/api/v1/datasets/${id}/events`, {
      onProgress: (event) => latest.value = event.progress,
      onDone: () => location.reload(),
    }), [id]);

  return (
    <ProgressBar
      label={latest.value?.phase ?? "Waiting"}
      fraction={latest.value?.fraction ?? 0}
      note={progressNote(latest.value)}
    />
  );
}
