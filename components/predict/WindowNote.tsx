import { formatCount } from "../../lib/base/format.ts";

interface WindowNoteProps {
  /** Records before a record that its score depends on. */
  context: number;
  /** Which model it is, where there are several. */
  title?: string;
}

/** How a model that looks at windows scores a record that stands alone. */
export function WindowNote({ context, title }: WindowNoteProps) {
  return (
    <p class="help">
      {title ?? "This model"} looks at windows of {formatCount(context + 1)}{" "}
      records. A single record is scored as a window of itself, repeated; in a test its score also
      depends on the records before it.
    </p>
  );
}
