import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Notice } from "../../components/Notice.tsx";
import { ProgressBar } from "../../components/ProgressBar.tsx";
import { PROJECTION_METHODS, type ProjectionMethod } from "../../lib/explain/projection/types.ts";
import type { Run } from "../../lib/resources/run.ts";
import { describeTimeLeft } from "../../lib/web/time_left.ts";
import { tabId, Tabs } from "../controls/Tabs.tsx";
import { ProjectionChart } from "./ProjectionChart.tsx";
import { ProjectionForm } from "./ProjectionForm.tsx";
import { isActive, useProjection } from "./use_projection.ts";

const PANEL = "projection-panel";

const TEXTS: Record<ProjectionMethod, { title: string; about: string; draw: string }> = {
  pca: {
    title: "PCA",
    about:
      "PCA: a linear projection onto the two directions in which the prepared records vary most. Fast.",
    draw: "Draw by PCA",
  },
  "t-sne": {
    title: "t-SNE",
    about: "t-SNE: keeps similar records together. Takes some seconds, longer with more records.",
    draw: "Draw by t-SNE",
  },
};

interface ProjectionSectionProps {
  run: Run;
  models: ScoredModel[];
}

/** Test records as points of a plane: made on request, kept with the run. */
export function ProjectionSection({ run, models }: ProjectionSectionProps) {
  const { frame, method, onMethod, projection, error, start } = useProjection(run.id, models);
  const panel = useRef<HTMLDivElement>(null);
  const now = projection.value;
  const { about, draw } = TEXTS[method.value];
  return (
    <section ref={frame} class="stack" aria-labelledby="projection-title">
      <h2 id="projection-title">Map of the test records</h2>
      <Tabs
        label="Projection"
        titles={PROJECTION_METHODS.map((one) => TEXTS[one].title)}
        selected={PROJECTION_METHODS.indexOf(method.value)}
        onSelect={(index) => onMethod(PROJECTION_METHODS[index])}
        panel={PANEL}
      />
      <div
        ref={panel}
        id={PANEL}
        class="card stack"
        tabIndex={-1}
        role="tabpanel"
        aria-labelledby={tabId(PANEL, PROJECTION_METHODS.indexOf(method.value))}
      >
        <p class="muted">{about}</p>
        {error.value && <Notice tone="error" live>{error.value}</Notice>}
        {now === undefined && !error.value && <p role="status">Loading the map…</p>}
        {now?.status === "failed" && <Notice tone="error" live>{now.error}</Notice>}
        {isActive(now) && (
          <ProgressBar
            label={now?.status === "queued"
              ? "Waiting for another map to finish"
              : now?.progress?.phase ?? "Starting"}
            fraction={now?.progress?.fraction ?? 0}
            note={now?.status === "queued"
              ? undefined
              : describeTimeLeft(now?.progress?.etaSeconds)}
          />
        )}
        {now?.points && (
          <ProjectionChart
            key={JSON.stringify(now.request)}
            request={now.request}
            points={now.points}
            models={models}
          />
        )}
        {now !== undefined && !isActive(now) && (
          <FormPlace key={method.value} isShut={now?.status === "done"}>
            <ProjectionForm
              method={method.value}
              initial={now?.request ?? { seed: run.request.seed }}
              label={draw}
              // The button that has the focus goes away.
              onSubmit={(request) =>
                start(request, () =>
                  panel.current?.focus())}
            />
          </FormPlace>
        )}
      </div>
    </section>
  );
}

/** The form is put away where there is a picture. */
function FormPlace({ isShut, children }: { isShut: boolean; children: ComponentChildren }) {
  if (!isShut) return <>{children}</>;
  return (
    <details>
      <summary>Redraw with other settings</summary>
      {children}
    </details>
  );
}
