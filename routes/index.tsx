import { page } from "fresh";
import { Head } from "fresh/runtime";
import { ReloadWhenDone } from "../islands/ReloadWhenDone.tsx";
import { ingestEvents } from "../lib/web/events.ts";
import { DatasetTable } from "../components/DatasetTable.tsx";
import { HeroArt } from "../components/HeroArt.tsx";
import { RunTable } from "./(_components)/RunTable.tsx";
import { Uploader } from "../islands/Uploader.tsx";
import { DemoStart } from "../islands/DemoStart.tsx";
import { define } from "../utils.ts";

/** How many of the latest runs and datasets are shown. */
const LATEST = 5;

export const handler = define.handlers({
  GET({ state: { netsift } }) {
    return page({
      runs: netsift.runs.list().slice(0, LATEST),
      datasets: netsift.datasets.list().slice(0, LATEST),
      maxBytes: netsift.config.maxUploadBytes,
    });
  },
});

export default define.page<typeof handler>(function StartPage({ data }) {
  const { runs, datasets, maxBytes } = data;
  return (
    <div class="stack-large">
      <Head>
        <title>Netsift: find anomalies in network traffic</title>
      </Head>
      <section class="hero">
        <HeroArt />
        <h1>Find what does not belong in your traffic</h1>
        <p>
          Netsift learns what normal network connections look like and flags those that do not fit.
          Upload connection records, train detectors on this server, compare them honestly and try
          them on single records.
        </p>
        <DemoStart />
      </section>
      <section class="card stack" aria-labelledby="upload-title">
        <h2 id="upload-title">Find what is unusual in your own traffic</h2>
        <p class="muted">
          Drop a packet capture, Zeek or Suricata logs, or flows as CSV. No labels are needed: the
          answer is which host behaves unusually, when and why. The file stays on this server.
        </p>
        <Uploader maxBytes={maxBytes} />
      </section>
      <section aria-labelledby="steps-title">
        <h2 class="visually-hidden" id="steps-title">How it works</h2>
        <ol class="steps">
          <li>
            <h3>Bring data</h3>
            <p>A public dataset or your own table. Problems in the data are counted and shown.</p>
          </li>
          <li>
            <h3>Train</h3>
            <p>Several detectors at once, with sensible defaults and help for each setting.</p>
          </li>
          <li>
            <h3>Compare</h3>
            <p>ROC curves, recall for each attack, false alarms. Thresholds never see the test.</p>
          </li>
          <li>
            <h3>Predict</h3>
            <p>Score a record in a form or over HTTP, and see what made it stand out.</p>
          </li>
        </ol>
      </section>
      {runs.length > 0 && (
        <section class="stack" aria-labelledby="runs-title">
          <div class="row-between">
            <h2 id="runs-title">Latest runs</h2>
            <a href="/runs">All runs</a>
          </div>
          <RunTable runs={runs} />
        </section>
      )}
      {datasets.length > 0 && (
        <section class="stack" aria-labelledby="datasets-title">
          <div class="row-between">
            <h2 id="datasets-title">Latest datasets</h2>
            <a href="/datasets">All datasets</a>
          </div>
          <ReloadWhenDone events={ingestEvents(datasets)} />
          <DatasetTable datasets={datasets} />
        </section>
      )}
    </div>
  );
});
