import { page } from "fresh";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Icon } from "../../components/Icon.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { DatasetPicker } from "../../islands/DatasetPicker.tsx";
import { define } from "../../utils.ts";

export const handler = define.handlers({
  GET: ({ state: { netsift } }) => page(netsift.datasets.list()),
});

export default define.page<typeof handler>(function DatasetsPage({ data: datasets }) {
  return (
    <>
      <PageHead title="Datasets" lede="Connection records for training and testing.">
        <a class="button button-primary" href="/datasets/new">
          <Icon name="upload" /> Upload data
        </a>
      </PageHead>
      {datasets.length > 0 ? <DatasetPicker datasets={datasets} /> : (
        <EmptyState
          title="No datasets yet"
          text="Upload connection records, or generate demo traffic on the start page."
        >
          <a class="button button-primary" href="/datasets/new">Upload data</a>
          <a class="button" href="/" aria-current="false">Demo traffic</a>
        </EmptyState>
      )}
    </>
  );
});
