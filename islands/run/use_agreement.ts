import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import type { ModelAgreement } from "../../lib/explain/review/types.ts";
import { callApi } from "../../lib/web/api.ts";
import { errorMessage } from "../../lib/web/problem.ts";

/** Models that are compared at first, so that a look costs little. */
const FIRST_CHOICE = 3;
const MOST_CHOSEN = 8;

interface ChosenAgreement {
  /** Ids of the models. */
  chosen: ReadonlySignal<string[]>;
  choose: (model: string, on: boolean) => void;
  /** What the API answers about the models `ids`; `null` until then, and for fewer than two. */
  agreement: ReadonlySignal<{ ids: string[]; answer: ModelAgreement } | null>;
  failure: Signal<string | null>;
}

/** How far chosen models of a run agree; asked again when a threshold changes. */
export function useAgreement(models: ScoredModel[]): ChosenAgreement {
  const chosen = useSignal(models.slice(0, FIRST_CHOICE).map(({ result }) => result.model));
  const agreement = useSignal<{ ids: string[]; answer: ModelAgreement } | null>(null);
  const failure = useSignal<string | null>(null);
  const thresholds = models.map(({ result }) => JSON.stringify(result.threshold)).join();

  useEffect(() => {
    const ids = chosen.value;
    failure.value = null;
    if (ids.length < 2) {
      agreement.value = null;
      return;
    }
    const leaving = new AbortController();
    const path = `/agreement?models=${ids.join(",")}`;
    // The thresholds, which the server answers on the same thread, come first.
    const timer = setTimeout(() =>
      callApi<ModelAgreement>("GET", path, undefined, leaving.signal).then(
        (answer) => agreement.value = { ids, answer },
        (error) => leaving.signal.aborted || (failure.value = errorMessage(error)),
      )
    );
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [chosen.value, thresholds]);

  function choose(model: string, on: boolean): void {
    const wanted = models.map(({ result }) => result.model).filter((each) =>
      each === model ? on : chosen.value.includes(each)
    );
    if (wanted.length <= MOST_CHOSEN) chosen.value = wanted;
  }

  return { chosen, choose, agreement, failure };
}
