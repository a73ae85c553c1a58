import { Fragment } from "preact";

/** The name of a column, which breaks between its parts before it breaks within one. */
export function BreakableName({ name }: { name: string }) {
  return (
    <>
      {name.split(/(?<=[_.])/).map((part, index) => (
        <Fragment key={index}>{index > 0 && <wbr />}{part}</Fragment>
      ))}
    </>
  );
}
