import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Counter } from "./Counter.tsx";

export default function Outer({ children }: { children: ComponentChildren }) {
  const count = useSignal(10);
  return (
    <section id="outer">
      <Counter id="nested" count={count} />
      <p id="sum">{count}</p>
      {children}
    </section>
  );
}
