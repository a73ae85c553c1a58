import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useAddress } from "../../lib/web/address.ts";
import { callApi } from "../../lib/web/api.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import type { Findings } from "../../lib/explain/findings/types.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Notice } from "../../components/Notice.tsx";
import { useSeen } from "../run/use_seen.ts";
import { tabId, Tabs } from "../controls/Tabs.tsx";
import { FindingsView } from "./FindingsView.tsx";

const PANEL = "findings-panel";

/** What the models of a run flag where no label says what is right. */
export function FindingsSection({ models }: { models: ScoredModel[] }) {
  const address = useAddress("model", models[0].result.model);
  const selected = Math.max(0, models.findIndex((one) => one.result.model === address.value));
  const { title, result } = models[selected];
  return (
    <section class="stack" aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      {models.length > 1 && (
        <Tabs
          label="Findings of"
          titles={models.map((one) => one.title)}
          selected={selected}
          onSelect={(index) => address.value = models[index].result.model}
          panel={PANEL}
        />
      )}
      <div
        id={PANEL}
        role={models.length > 1 ? "tabpanel" : undefined}
        aria-labelledby={models.length > 1 ? tabId(PANEL, selected) : undefined}
      >
        <LoadedFindings key={result.model} model={models[selected]} title={title} />
      </div>
    </section>
  );
}

function LoadedFindings({ model: { result }, title }: { model: ScoredModel; title: string }) {
  const findings = useSignal<Findings | null>(null);
  const failure = useSignal<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const seen = useSeen(frame);
  useEffect(() => {
    if (!seen.value) return;
    const leaving = new AbortController();
    findings.value = failure.value = null;
    const path = `/models/${result.model}/findings`;
    callApi<Findings>("GET", path, undefined, leaving.signal).then(
      (answer) => findings.value = answer,
      (error) => leaving.signal.aborted || (failure.value = errorMessage(error)),
    );
    return () => leaving.abort();
  }, [seen.value, result.threshold]);
  return (
    <div ref={frame}>
      {failure.value
        ? <Notice tone="error" live>{failure.value}</Notice>
        : findings.value === null
        ? <p class="muted loading-space" role="status">Loading findings…</p>
        : <FindingsView model={result.model} title={title} findings={findings.value} />}
    </div>
  );
}
