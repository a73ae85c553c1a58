import type { ReadonlySignal, Signal } from "@preact/signals";
import { useComputed } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";

export function Counter({ id, count }: { id: string; count: Signal<number> }) {
  return (
    <div id={id}>
      <output>{count}</output>
      <button type="button" disabled={!IS_BROWSER} onClick={() => count.value++}>Add</button>
    </div>
  );
}

export function Doubled({ count }: { count: Signal<number> }) {
  const doubled = useComputed(() => count.value * 2);
  return <output id="doubled">{doubled}</output>;
}

export function Told({ tripled }: { tripled: ReadonlySignal<number> }) {
  return <output id="told">{tripled}</output>;
}
