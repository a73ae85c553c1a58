import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { callApi } from "../../lib/web/api.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import type { InputRecord } from "../../lib/learning/features/input.ts";
import { useSeen } from "../run/use_seen.ts";

/** What the API answers about a record, or why it does not. */
interface RecordAnswer<Answer> {
  /** Of the element that shows it: nothing is asked before it is near the window. */
  frame: RefObject<HTMLElement>;
  /** `null` until it is there. */
  answer: Signal<Answer | null>;
  failure: Signal<string | null>;
}

/** Asks the API about a record, and again when the path or the record is another one. */
export function useAnswer<Answer>(path: string, record: InputRecord): RecordAnswer<Answer> {
  const answer = useSignal<Answer | null>(null);
  const failure = useSignal<string | null>(null);
  const frame = useRef<HTMLElement>(null);
  const seen = useSeen(frame);

  useEffect(() => {
    if (!seen.value) return;
    const leaving = new AbortController();
    answer.value = failure.value = null;
    callApi<Answer>("POST", path, { record }, leaving.signal).then(
      (found) => answer.value = found,
      (error) => leaving.signal.aborted || (failure.value = errorMessage(error)),
    );
    return () => leaving.abort();
  }, [seen.value, path, record]);

  return { frame, answer, failure };
}
