import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { callApi } from "../../lib/web/api.ts";
import { overlapWords } from "../../lib/web/results/describe_overlap.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import type { Overlap } from "../../lib/training/overlap/count_overlap.ts";
import { Icon } from "../../components/Icon.tsx";

/** A person who picks features by hand changes them quickly. */
const WAIT_MS = 400;

interface OverlapNoteProps {
  train: string;
  test: string;
  features: readonly string[];
}

type Answer = { text: string; isNotable: boolean };

/** How many test rows the models will have seen in training, counted while the form is filled. */
export function OverlapNote({ train, test, features }: OverlapNoteProps) {
  const answer = useSignal<Answer | null>(null);
  const question = JSON.stringify({ train, test, features });
  useEffect(() => {
    answer.value = null;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        answer.value = overlapWords(
          await callApi<Overlap>("POST", "/overlap", JSON.parse(question), stop.signal),
        );
      } catch (thrown) {
        if (stop.signal.aborted) return;
        answer.value = {
          text: `Rows in both could not be counted. ${errorMessage(thrown)}`,
          isNotable: false,
        };
      }
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [question]);

  const isNotable = answer.value?.isNotable ?? false;
  return (
    <div class={isNotable ? "notice notice-warning" : "notice"} role="status">
      <Icon name={isNotable ? "alert" : "info"} />
      <div>
        {answer.value?.text ?? "Counting test rows that also appear in the training data…"}
      </div>
    </div>
  );
}
