interface ProgressBarProps {
  /** What is in progress, such as "Reading". */
  label: string;
  /** 0 to 1. */
  fraction: number;
  /** Beside the label, such as the time left. */
  note?: string;
}

/** A progress bar whose label, but not every step, is announced. */
export function ProgressBar({ label, fraction, note }: ProgressBarProps) {
  const percent = Math.floor(fraction * 100);
  return (
    <div class="progress">
      <div class="progress-text">
        <span>
          <strong aria-live="polite">{label}</strong> {percent}%
        </span>
        {note && <span class="muted">{note}</span>}
      </div>
      <progress max={1} value={fraction} aria-label={label}>{percent}%</progress>
    </div>
  );
}
