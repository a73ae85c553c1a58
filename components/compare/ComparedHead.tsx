import type { ComponentChildren } from "preact";
import type { ComparedModel } from "../../lib/web/comparison/types.ts";

interface ComparedHeadProps {
  models: ComparedModel[];
  /** What the rows are. */
  first: string;
  children?: ComponentChildren;
}

/** The head of a table with one column a model. */
export function ComparedHead({ models, first, children }: ComparedHeadProps) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {children}
        {models.map(({ title, result }) => (
          <th key={result.model} scope="col" class="number compared-name">{title}</th>
        ))}
      </tr>
    </thead>
  );
}
