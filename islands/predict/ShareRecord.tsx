import type { ModelSummary } from "../../lib/resources/model.ts";
import type { InputRecord } from "../../lib/learning/features/input.ts";
import { curlOf, recordAddress } from "../../lib/api/models/record_address.ts";
import { CopyButton } from "../controls/CopyButton.tsx";

interface ShareRecordProps {
  models: ModelSummary[];
  titles: string[];
  record: InputRecord;
  /** Where this server is, such as `http://127.0.0.1:8000`. */
  origin: string;
}

/** The record as an address and as a command. */
export function ShareRecord({ models, titles, record, origin }: ShareRecordProps) {
  const address = origin + recordAddress(models.map(({ id }) => id), record);
  return (
    <section class="stack" aria-labelledby="share-title">
      <h3 id="share-title">Share this record</h3>
      <div class="row">
        <a href={address}>Link to this record and its models</a>
        <CopyButton label="Copy link" text={address} />
      </div>
      {models.map(({ id }, index) => {
        const command = curlOf(origin, id, record);
        return (
          <details key={id}>
            <summary>curl command for {titles[index]}</summary>
            <div class="stack">
              <pre class="command" tabIndex={0} aria-label={`curl command for ${titles[index]}`}>
                <code>{command}</code>
              </pre>
              <CopyButton label="Copy command" text={command} />
            </div>
          </details>
        );
      })}
    </section>
  );
}
