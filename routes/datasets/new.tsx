import { page } from "fresh";
import { PageHead } from "../../components/PageHead.tsx";
import { PublicSources } from "../../components/PublicSources.tsx";
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
              <dt>KDD Cup 1999</dt>
              <dd>
                42 fields without a header, the label last with a dot, such as{" "}
                <code>kddcup.data_10_percent</code> and <code>corrected</code>.
              </dd>
            </div>
            <div>
              <dt>NSL-KDD</dt>
              <dd>
                43 fields without a header, such as <code>KDDTrain+.txt</code> and{" "}
                <code>KDDTest+.txt</code>.
              </dd>
            </div>
            <div>
              <dt>CSV with a header</dt>
              <dd>
                One record a line, names in the first. A column such as <code>label</code> or{" "}
                <code>class</code> is taken as the label.
              </dd>
            </div>
            <div>
              <dt>Compressed</dt>
              <dd>
                Each of these also as <code>.gz</code>.
              </dd>
            </div>
          </dl>
        </section>
      </div>
    </>
  );
});
