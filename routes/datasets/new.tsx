import { page } from "fresh";
import { PageHead } from "../../components/PageHead.tsx";
import { PublicSources } from "../(_components)/PublicSources.tsx";
import { Uploader } from "../../islands/Uploader.tsx";
import { define } from "../../utils.ts";

export const handler = define.handlers({
  GET: ({ state: { netsift } }) => page({ maxBytes: netsift.config.maxUploadBytes }),
});

export default define.page<typeof handler>(function UploadPage({ data: { maxBytes } }) {
  return (
    <>
      <PageHead
        title="Upload data"
        lede="The format is recognised by content. Lines that cannot be read are left out, counted and shown."
        up={{ href: "/datasets", text: "Datasets" }}
      />
      <div class="stack-large">
        <Uploader maxBytes={maxBytes} />
        <section class="card" aria-labelledby="sources-title">
          <header>
            <h2 id="sources-title">Public datasets</h2>
            <p>
              Fetched from their sources by this server, if it reaches the internet. Each file is
              checked against its known SHA-256 before it is read.
            </p>
          </header>
          <PublicSources />
        </section>
        <section class="card" aria-labelledby="formats-title">
          <header>
            <h2 id="formats-title">What can be uploaded</h2>
          </header>
          <dl class="formats">
            <div>
              <dt>KDD Cup 1999 and NSL-KDD</dt>
              <dd>
                As published, such as <code>corrected</code> and{" "}
                <code>KDDTrain+.txt</code>, with or without labels.
              </dd>
            </div>
            <div>
              <dt>CIC-IDS-2017 and UNSW-NB15</dt>
              <dd>All published versions. Infinite and missing values are kept apart.</dd>
            </div>
            <div>
              <dt>Any other table</dt>
              <dd>
                CSV, TSV, semicolons or bars, ARFF, NDJSON, Zeek logs and Parquet. A column such as
                {" "}
                <code>label</code> or <code>class</code> is taken as the label.
              </dd>
            </div>
            <div>
              <dt>Packed</dt>
              <dd>
                Each of these also as <code>.gz</code> or in a{" "}
                <code>.zip</code>, whose tables of one shape are joined.
              </dd>
            </div>
          </dl>
        </section>
      </div>
    </>
  );
});
