import { useSignal } from "@preact/signals";

/** How long a mute lasts, in minutes, and in words. */
const MUTES = [[60, "1 hour"], [480, "8 hours"], [10_080, "1 week"]] as const;

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
      {MUTES.map(([minutes, words]) => (
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
