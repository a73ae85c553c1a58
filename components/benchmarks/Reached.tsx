/** Whether a reported metric was reached; nothing where none was reported. */
export function Reached({ reached }: { reached: boolean | null }) {
  if (reached === null) return <span class="muted">none reported</span>;
  return reached
    ? <span class="badge badge-good">Reached</span>
    : <span class="badge badge-warning">Not reached</span>;
}
