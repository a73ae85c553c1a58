import { formatCount } from "../../lib/base/format.ts";

interface WindowNoteProps {
  /** Records before a record that its score depends on. */
  context: number;
  /** Which model it is, where there are several. */
  title?: string;
}

/** How a model that scores windows scores a single record. */
export function WindowNote({ context, title }: WindowNoteProps) {
  return (
    <p class="help">
      {title ?? "This model"} scores windows of {formatCount(context + 1)}{" "}
      records. A single record is scored as a window of itself, repeated; in a test, its score also
      depends on the preceding records.
    </p>
  );
}
