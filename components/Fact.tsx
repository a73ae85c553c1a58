import type { ComponentChildren } from "preact";

interface FactProps {
  name: ComponentChildren;
  value: string;
  note?: string;
}

/** One of a list of facts. */
export function Fact({ name, value, note }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {note && <small>{note}</small>}
      </dd>
    </div>
  );
}
