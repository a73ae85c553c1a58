import type { OpenApiOperation } from "../../lib/api/open_api.ts";
import { describeSchema } from "../../lib/api/describe_schema.ts";

interface ApiOperationProps {
  method: string;
  path: string;
  operation: OpenApiOperation;
}

/** One method of one route of the API. */
export function ApiOperation({ method, path, operation }: ApiOperationProps) {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const [scope] = operation.security[0].token as string[];
  const good = Object.entries(responses).filter(([status]) => status < "400");
  const bad = Object.entries(responses).filter(([status]) => status >= "400");
  return (
    <details class="card api-operation" id={operationId}>
      <summary>
        <span class="badge badge-plain">{method.toUpperCase()}</span>{" "}
        <code class="break">{path}</code> <span>{summary}</span>
      </summary>
      <div class="stack">
        {description && <p>{description}</p>}
        <p>
          Scope: <code>{scope}</code>
        </p>
        {parameters.length > 0 && (
          <>
            <h4>Parameters</h4>
            <ul>
              {parameters.map(({ name, in: place, required, description, schema }) => (
                <li key={name}>
                  <code>{name}</code> ({place}
                  {required ? "" : ", optional"}): <code>{describeSchema(schema)}</code>{" "}
                  {description}
                </li>
              ))}
            </ul>
          </>
        )}
        {requestBody && (
          <>
            <h4>Body</h4>
            {Object.entries(requestBody.content).map(([type, { schema }]) => (
              <Schema key={type} type={type} text={describeSchema(schema)} />
            ))}
          </>
        )}
        <h4>Responses</h4>
        {good.map(([status, { description, content = {} }]) => (
          <div class="stack" key={status}>
            <p>
              <strong>{status}</strong> {description}
            </p>
            {Object.entries(content).map(([type, { schema }]) => (
              <Schema key={type} type={type} text={describeSchema(schema)} />
            ))}
          </div>
        ))}
        <ul>
          {bad.map(([status, { description }]) => (
            <li key={status}>
              <strong>{status}</strong> {description}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function Schema({ type, text }: { type: string; text: string }) {
  return (
    <>
      <p class="muted">
        <code>{type}</code>
      </p>
      {text !== "any" && <pre class="code" tabIndex={0}><code>{text}</code></pre>}
    </>
  );
}
