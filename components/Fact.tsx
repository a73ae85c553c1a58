interface FactProps {
  name: string;
  value: string;
  note?: string;
}

/** One figure of a list of facts. */
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
