import { useSignal } from "@preact/signals";
import { MUTE_LENGTHS } from "../../lib/web/live/mute_lengths.ts";

interface MuteFormProps {
  /** What is muted. */
  title: string;
  onMute: (mute: { minutes: number; words: string; comment: string }) => void;
}

/** Asks for how long and why an alert is muted. */
export function MuteForm({ title, onMute }: MuteFormProps) {
  const comment = useSignal("");
  return (
    <div class="row" role="group" aria-label={`Mute ${title}`}>
      <input
        type="text"
        class="mute-comment"
        aria-label="Reason for muting"
        placeholder="Reason (visible to your team)"
        maxLength={500}
        value={comment.value}
        onInput={(event) => comment.value = event.currentTarget.value}
      />
      {MUTE_LENGTHS.map(([minutes, words]) => (
        <button
          key={minutes}
          type="button"
          class="button button-small"
          onClick={() => onMute({ minutes, words, comment: comment.value.trim() })}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
