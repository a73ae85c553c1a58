import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import { ProgressBar } from "../components/ProgressBar.tsx";
import { callApi } from "../lib/web/api.ts";
import { useDemo } from "./start/use_demo.ts";

/**
 * The office that is looked at: small enough for seconds, long enough to know what is usual. Its seed
 * has a tunnel, a copy at night and a scan, one on each of the last three days.
 */
const OFFICE = { scenario: "office", days: 10, hosts: 30, labels: false, seed: 380 };
/** The week before them is known to be clean. */
const BASELINE = { to: "2026-01-12T00:00:00Z" };

/** Makes demo traffic and leads on: to what is unusual in an office, or to training on labels. */
export function DemoStart() {
  const { fraction, error, make } = useDemo();

  const findUnusual = () =>
    make(async () => {
      const { id } = await callApi<{ id: string }>("POST", "/demo", OFFICE);
      return {
        datasets: [id],
        next: async () => {
          const body = { dataset: id, baseline: BASELINE };
          const detection = await callApi<{ id: string }>("POST", "/detections", body);
          return `/detections/${detection.id}`;
        },
      };
    });

  const compare = () =>
    make(async () => {
      const { train, test } = await callApi<{ train: string; test: string }>("POST", "/demo", {});
      const next = () => Promise.resolve(`/train?train=${train}&test=${test}`);
      return { datasets: [train, test], next };
    });

  const shared = { type: "button", disabled: !IS_BROWSER } as const;
  return (
    <div class="stack demo">
      <div class="row">
        <button
          {...shared}
          class="button"
          aria-disabled={fraction !== null}
          onClick={findUnusual}
        >
          <Icon name="play" /> Try it with sample traffic
        </button>
        <button
          {...shared}
          class="button"
          aria-disabled={fraction !== null}
          onClick={compare}
        >
          Compare detectors on labelled demo traffic
        </button>
      </div>
      {fraction !== null && (
        <ProgressBar
          label="Generating demo traffic"
          fraction={fraction}
          note="The next page opens by itself."
        />
      )}
      {error !== null && <Notice tone="error" live>{error}</Notice>}
    </div>
  );
}
