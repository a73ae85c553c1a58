import { page } from "fresh";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Icon } from "../../components/Icon.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { RunTable } from "../../components/RunTable.tsx";
import { define } from "../../utils.ts";

export const handler = define.handlers({
  GET: ({ state: { netsift } }) => page(netsift.runs.list()),
});

export default define.page<typeof handler>(function RunsPage({ data: runs }) {
  return (
    <>
      <PageHead title="Runs" lede="Every training, with its models and their figures.">
        <a class="button button-primary" href="/train">
          <Icon name="play" /> New run
        </a>
      </PageHead>
      {runs.length > 0 ? <RunTable runs={runs} /> : (
        <EmptyState
          title="No runs yet"
          text="A run trains detectors on a dataset and measures them on another."
        >
          <a class="button button-primary" href="/train">Train detectors</a>
          <a class="button" href="/">Demo traffic</a>
        </EmptyState>
      )}
    </>
  );
});
