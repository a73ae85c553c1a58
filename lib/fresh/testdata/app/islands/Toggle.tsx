import { useState } from "preact/hooks";
import type { ComponentChildren } from "preact";

export default function Toggle(
  { title, children }: { title: ComponentChildren; children: ComponentChildren },
) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <section id="toggle">
        <button type="button" onClick={() => setOpen(!isOpen)}>{title}</button>
      </section>
      {isOpen && <div id="content">{children}</div>}
    </>
  );
}
