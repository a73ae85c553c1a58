import { FIRST_CHOICE } from "../../lib/web/training/train_form.ts";
import { DETECTORS } from "../../lib/detectors/catalogue.ts";

/** What is trained where nobody chooses, and the way to choose. */
export function RecommendedDetectors({ onAdvanced }: { onAdvanced: () => void }) {
  return (
    <section class="card stack" aria-labelledby="recommended-title">
      <header>
        <h2 id="recommended-title">Recommended detectors</h2>
        <p>
          Two that look at the data in different ways, with settings that suit most networks. Each
          becomes a separate model.
        </p>
      </header>
      <dl class="stack-small">
        {DETECTORS.filter(({ kind }) => FIRST_CHOICE.includes(kind)).map((definition) => (
          <div key={definition.kind}>
            <dt>
              <strong>{definition.title}</strong>
            </dt>
            <dd class="muted small">{definition.summary}</dd>
          </div>
        ))}
      </dl>
      <p>
        <button type="button" class="button" onClick={onAdvanced}>
          Choose detectors, features and options
        </button>
      </p>
    </section>
  );
}
