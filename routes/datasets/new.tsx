import { page } from "fresh";
import { PageHead } from "../../components/PageHead.tsx";
import { PublicSources } from "../(_components)/PublicSources.tsx";
import { DemoStart } from "../../islands/DemoStart.tsx";
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
        lede="The format is detected from the content. Lines that cannot be read are skipped, counted and shown."
        up={{ href: "/datasets", text: "Datasets" }}
      />
      <div class="stack-large">
        <Uploader maxBytes={maxBytes} />
        <section class="card stack" aria-labelledby="demo-title">
          <header>
            <h2 id="demo-title">Demo traffic</h2>
            <p>
              Made on this server: ten days of an office with some incidents, or labelled
              connections to compare detectors on.
            </p>
          </header>
          <DemoStart />
        </section>
        <section class="card" aria-labelledby="sources-title">
          <header>
            <h2 id="sources-title">Public datasets</h2>
            <p>
              Downloaded from their sources by this server, if it has internet access. Each file is
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
              <dt>Packet captures</dt>
              <dd>
                <code>.pcap</code> and <code>.pcapng</code>{" "}
                from tcpdump or Wireshark. Packets become flows: who talked to whom, when, how much
                and how it ended.
              </dd>
            </div>
            <div>
              <dt>KDD Cup 1999 and NSL-KDD</dt>
              <dd>
                As published, such as <code>corrected</code> and{" "}
                <code>KDDTrain+.txt</code>, with or without labels.
              </dd>
            </div>
            <div>
              <dt>CIC-IDS-2017 and UNSW-NB15</dt>
              <dd>All published versions. Infinite and missing values are counted separately.</dd>
            </div>
            <div>
              <dt>Any other table</dt>
              <dd>
                CSV, TSV, text separated by semicolons or pipes, ARFF, NDJSON, Zeek logs and
                Parquet. A column such as <code>label</code> or <code>class</code>{" "}
                is used as the label.
              </dd>
            </div>
            <div>
              <dt>Compressed</dt>
              <dd>
                Any of these as <code>.gz</code>, <code>.zst</code> or in a{" "}
                <code>.zip</code>, whose files with the same columns are merged.
              </dd>
            </div>
          </dl>
        </section>
      </div>
    </>
  );
});
