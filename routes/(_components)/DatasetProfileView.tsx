import { useSignal } from "@preact/signals";
import { ColumnTable } from "../../islands/ColumnTable.tsx";
import { LabelEditor } from "../../islands/LabelEditor.tsx";
import { ProfileOverview } from "../../islands/ProfileOverview.tsx";
import { formatPlural } from "../../lib/base/format.ts";
import type { DatasetProfile, RecordTable } from "../../lib/resources/dataset.ts";
import { CaptureTimeline } from "../../islands/CaptureTimeline.tsx";
import { CaptureSummary } from "../../components/dataset/CaptureSummary.tsx";
import { RecordPreview } from "../../components/dataset/RecordPreview.tsx";
import { RejectedLines } from "../../components/dataset/RejectedLines.tsx";

interface DatasetProfileViewProps {
  id: string;
  profile: DatasetProfile;
  preview: RecordTable | null;
}

/** Everything that is known of a dataset that is ready. */
export function DatasetProfileView({ id, profile, preview }: DatasetProfileViewProps) {
  const { rejected } = profile;
  // The parts share it: what is changed in one of them shows in the others.
  const shared = useSignal(profile);
  return (
    <div class="stack-large">
      <ProfileOverview profile={shared} />
      {profile.capture && (
        <section class="stack" aria-labelledby="capture-title">
          <h2 id="capture-title">Packets</h2>
          <CaptureSummary capture={profile.capture} flows={profile.rows} />
          <div class="card">
            <CaptureTimeline times={profile.capture.times} />
          </div>
        </section>
      )}
      {rejected.count > 0 && (
        <section class="stack" aria-labelledby="rejected-title">
          <h2 id="rejected-title">{formatPlural(rejected.count, "line")} could not be read</h2>
          <RejectedLines rejected={rejected} />
        </section>
      )}
      <section class="stack" aria-labelledby="labels-title">
        <h2 id="labels-title">Labels</h2>
        <LabelEditor id={id} profile={shared} />
      </section>
      <section class="stack" aria-labelledby="columns-title">
        <h2 id="columns-title">Columns</h2>
        <ColumnTable id={id} profile={shared} />
      </section>
      {preview && (
        <section class="stack" aria-labelledby="preview-title">
          <h2 id="preview-title">First rows</h2>
          <RecordPreview table={preview} />
        </section>
      )}
    </div>
  );
}
