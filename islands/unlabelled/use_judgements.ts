import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { Judgements } from "../../lib/explain/judgements/types.ts";
import type { JudgedVerdict } from "../../lib/resources/judgement.ts";
import { callApi } from "../../lib/web/api.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import { useSeen } from "../run/use_seen.ts";

/** Records of a model to judge, read when they come into sight. */
export function useJudgements(
  model: string,
  threshold: unknown,
  frame: RefObject<Element>,
): {
  judgements: ReadonlySignal<Judgements | null>;
  failure: Signal<string | null>;
  /** Keeps a verdict; says whether it could be kept. */
  judge: (row: number, verdict: JudgedVerdict | null) => Promise<boolean>;
} {
  const judgements = useSignal<Judgements | null>(null);
  const failure = useSignal<string | null>(null);
  const seen = useSeen(frame);
  const path = `/models/${model}/judgements`;
  useEffect(() => {
    if (!seen.value) return;
    const leaving = new AbortController();
    judgements.value = failure.value = null;
    callApi<Judgements>("GET", path, undefined, leaving.signal).then(
      (answer) => judgements.value = answer,
      (error) => leaving.signal.aborted || (failure.value = errorMessage(error)),
    );
    return () => leaving.abort();
  }, [seen.value, model, threshold]);

  async function judge(row: number, verdict: JudgedVerdict | null): Promise<boolean> {
    failure.value = null;
    try {
      const { estimate } = await callApi<Pick<Judgements, "estimate">>("POST", path, {
        row,
        verdict,
      });
      const before = judgements.value!;
      const records = before.records.map((each) => each.row === row ? { ...each, verdict } : each);
      judgements.value = { ...before, records, estimate };
      return true;
    } catch (error) {
      failure.value = errorMessage(error);
      return false;
    }
  }

  return { judgements, failure, judge };
}
