import { compareAddress } from "../../lib/web/comparison/models.ts";
import type { ComparedModel } from "../../lib/web/comparison/types.ts";
import { Icon } from "../Icon.tsx";

/** The models of a comparison, each with links that take it out or measure the others by it. */
export function ComparedModels({ models }: { models: ComparedModel[] }) {
  const ids = models.map(({ result }) => result.model);
  return (
    <ul class="compared-models" aria-label="Model comparison">
      {models.map(({ title, run, result: { model } }, index) => (
        <li key={model} class="badge badge-plain">
          <a href={`/runs/${run.id}`}>{title}</a>
          {index > 0 && (
            <a
              class="small"
              href={compareAddress([
                model,
                ...ids.filter((id) => id !== model),
              ])}
            >
              use as baseline <span class="visually-hidden">{title}</span>
            </a>
          )}
          <a
            class="compared-remove"
            href={compareAddress(ids.filter((id) =>
              id !== model
            ))}
            aria-label={`Remove ${title}`}
          >
            <Icon name="cross" />
          </a>
        </li>
      ))}
    </ul>
  );
}
