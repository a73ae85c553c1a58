import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useAddress } from "../../lib/web/address.ts";
import { callApi } from "../../lib/web/api.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import { describeTimeLeft } from "../../lib/web/time_left.ts";
import {
  type Projection,
  PROJECTION_METHODS,
  type ProjectionMethod,
  type ProjectionRequest,
} from "../../lib/explain/projection/types.ts";
import type { Run } from "../../lib/resources/run.ts";
import { movesAlong } from "../../lib/learning/thresholds/apply_rule.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Notice } from "../../components/Notice.tsx";
import { ProgressBar } from "../../components/ProgressBar.tsx";
import { tabId, Tabs } from "../controls/Tabs.tsx";
import { ProjectionChart } from "./ProjectionChart.tsx";
import { ProjectionForm } from "./ProjectionForm.tsx";

const PANEL = "projection-panel";

/** How often the server is asked how far it is, and after a failure, in milliseconds. */
const ASK_AGAIN = 400;
const RETRY = 3000;

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
  const address = useAddress("map", PROJECTION_METHODS[0]);
  const method = useComputed(() =>
    PROJECTION_METHODS.find((one) => one === address.value) ?? PROJECTION_METHODS[0]
  );
  /** `undefined`: not known yet; `null`: none was asked for. */
  const projections = useSignal<Partial<Record<ProjectionMethod, Projection | null>>>({});
  const error = useSignal<string | null>(null);
  const isNear = useSignal(false);
  const section = useRef<HTMLElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const path = `/runs/${run.id}/projection`;

  async function load(which: ProjectionMethod): Promise<void> {
    clearTimeout(timer.current);
    try {
      const found = await callApi<Projection | undefined>("GET", `${path}?method=${which}`);
      projections.value = { ...projections.value, [which]: found ?? null };
      error.value = null;
      if (which === method.value && isUnderWay(found)) {
        timer.current = setTimeout(() => load(which), ASK_AGAIN);
      }
    } catch (thrown) {
      error.value = errorMessage(thrown);
      if (which === method.value) timer.current = setTimeout(() => load(which), RETRY);
    }
  }

  async function start(request: ProjectionRequest): Promise<void> {
    error.value = null;
    try {
      const { method } = request;
      const started = await callApi<Projection>("POST", path, request);
      panel.current?.focus(); // the button that had the focus goes away
      if (started.status !== "done") {
        projections.value = { ...projections.value, [method]: started };
      }
      await load(method);
    } catch (thrown) {
      error.value = errorMessage(thrown);
    }
  }

  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => {
      if (entry.isIntersecting) isNear.value = true;
    }, { rootMargin: "300px" });
    observer.observe(section.current!);
    return () => {
      observer.disconnect();
      clearTimeout(timer.current);
    };
  }, []);
  // Decisions that depend on the order of records come from the server.
  const moving = JSON.stringify(
    models.map(({ result }) => movesAlong(result.threshold) ? result.threshold : null),
  );
  useEffect(() => {
    if (isNear.value) load(method.value);
  }, [isNear.value, method.value, moving]);

  const now = projections.value[method.value];
  const { about, draw } = TEXTS[method.value];
  return (
    <section ref={section} class="stack" aria-labelledby="projection-title">
      <h2 id="projection-title">Map of the test records</h2>
      <Tabs
        label="Projection"
        titles={PROJECTION_METHODS.map((one) => TEXTS[one].title)}
        selected={PROJECTION_METHODS.indexOf(method.value)}
        onSelect={(index) => address.value = PROJECTION_METHODS[index]}
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
        {isUnderWay(now) && (
          <ProgressBar
            label={now?.status === "queued"
              ? "Waiting for the picture before it"
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
        {now !== undefined && !isUnderWay(now) && (
          <FormPlace key={method.value} isShut={now?.status === "done"}>
            <ProjectionForm
              method={method.value}
              initial={now?.request ?? { seed: run.request.seed }}
              label={draw}
              onSubmit={start}
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

function isUnderWay(projection: Projection | null | undefined): boolean {
  return projection?.status === "queued" || projection?.status === "running";
}
