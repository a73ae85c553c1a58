import type { JsonText } from "../../lib/web/records/json_text.ts";

interface SendRecordsProps {
  model: string;
  /** A record that the model takes. */
  example: JsonText<Record<string, string | number>>;
  /** Address of the server. */
  origin: string;
}

/** How records are sent to a model. */
export function SendRecords({ model, example, origin }: SendRecordsProps) {
  const body = `{"records":[${example}]}`.replaceAll("'", "'\\''");
  const command = `curl -X POST '${origin}/api/v1/models/${model}/predict' \\\n  -d '${body}'`;
  return (
    <div class="stack">
      <h3>Send records</h3>
      <p class="muted">
        Records that this model scores over the API appear here while the server runs.
      </p>
      <pre
        class="command"
        tabIndex={0}
        role="region"
        aria-label="Command to send a record"
      ><code>{command}</code></pre>
    </div>
  );
}
