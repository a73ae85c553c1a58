import assert from "node:assert/strict";
import { Client, type Dataset } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { WaysIn } from "../testing/ways_in.ts";

type Event = Record<string, unknown>;

const flow = (i: number): Event => ({
  event_type: "flow",
  proto: i % 2 ? "TCP" : "UDP",
  flow: { bytes: 100 + (i * 37) % 900, pkts: 1 + i % 7 },
});
const dns = (i: number): Event => ({ event_type: "dns", proto: "UDP", dns: { id: i } });
/** An event of another kind that has all the features. */
const netflow = (i: number): Event => ({ ...flow(i), event_type: "netflow" });

const conn = (i: number): Event => ({
  _path: "conn",
  proto: i % 2 ? "tcp" : "udp",
  duration: (i % 11) / 10,
  orig_bytes: (i * 13) % 500,
});
const zeekDns = (i: number): Event => ({ _path: "dns", proto: "udp", query: `host${i}` });

const zeekLog = (path: string, fields: string[], rows: string[][]) =>
  [`#separator \\x09`, `#path\t${path}`, `#fields\t${fields.join("\t")}`]
    .concat(rows.map((row) => row.join("\t"))).join("\n") + "\n";

const ndjson = (events: Event[]) => events.map((event) => JSON.stringify(event)).join("\n");
const many = (make: (i: number) => Event, count = 150) =>
  Array.from({ length: count }, (_, i) => make(i));

/** What predict says about an event that it refuses. */
async function refusal(client: Client, model: string, event: Event): Promise<string> {
  const response = await client.fetch(`/models/${model}/predict`, {
    method: "POST",
    body: JSON.stringify({ records: [event] }),
  });
  assert.equal(response.status, 422);
  return JSON.stringify(await response.json());
}

/** Why a batch over a dataset is refused. */
async function batchError(client: Client, dataset: Dataset, model: string): Promise<string> {
  const response = await client.fetch("/batches", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ dataset: dataset.id, models: [model] }),
  });
  assert.equal(response.status, 422);
  return (await response.json()).detail;
}

Deno.test("records of another kind are refused with the kind, whichever way they come", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const detectors = [{ kind: "kmeans", params: { clusters: 3 } }];

  await t.step("events of Suricata, chosen from a mixed file", async () => {
    const train = await client.upload("eve.json", ndjson([...many(flow), ...many(dns, 40)]));
    const features = ["proto", "flow.bytes", "flow.pkts"];
    const ways = await WaysIn.train(client, { train: train.id, features, detectors });
    const [model] = ways.models;
    for (const event of [dns(1), netflow(1)]) {
      const said = `event_type: "${event.event_type}" is another kind of record: the model was ` +
        'trained on "flow" records.';
      const answer = await refusal(client, model, event);
      assert.match(answer, /is another kind of record/);
      assert.ok(!answer.includes("A value is missing"), answer);
      const lines = await ways.stream(model, ndjson([flow(1), event, flow(2)]));
      assert.deepEqual(lines.map(({ error }) => error), [undefined, said, undefined]);
      const csv =
        `proto,flow.bytes,flow.pkts,event_type\nTCP,120,3,flow\nTCP,120,3,${event.event_type}\n`;
      assert.deepEqual((await ways.stream(model, csv)).map(({ error }) => error), [
        undefined,
        said,
      ]);
      const other = await client.upload("other.json", ndjson(many(() => event)));
      assert.equal(await batchError(client, other, model), said);
    }
    // A record without the key is taken.
    const { event_type: _, ...bare } = flow(3);
    assert.equal((await ways.predict(model, JSON.stringify(bare))).error, undefined);
  });

  await t.step("logs of Zeek of one kind, as JSON and as text", async () => {
    const fields = ["proto", "duration", "orig_bytes"];
    const rows = many(conn).map((event) => fields.map((name) => String(event[name])));
    for (const body of [ndjson(many(conn)), zeekLog("conn", fields, rows)]) {
      const train = await client.upload("conn.log", body);
      const ways = await WaysIn.train(client, { train: train.id, features: fields, detectors });
      const [model] = ways.models;
      const said =
        '_path: "dns" is another kind of record: the model was trained on "conn" records.';
      assert.match(await refusal(client, model, zeekDns(1)), /is another kind of record/);
      const lines = await ways.stream(model, ndjson([conn(1), zeekDns(1)]));
      assert.deepEqual(lines.map(({ error }) => error), [undefined, said]);
      const log = zeekLog("conn", fields, rows.slice(0, 2)) + zeekLog("dns", ["query"], [["a"]]);
      assert.deepEqual((await ways.stream(model, log)).map(({ error }) => error), [
        ...[undefined, undefined, said],
      ]);
      const response = await client.fetch(`/models/${model}/score`, {
        method: "POST",
        body: zeekLog("dns", ["query"], [["a"]]),
      });
      assert.equal(response.status, 422);
      assert.equal((await response.json()).detail, said);
    }
  });
});
