import assert from "node:assert/strict";
import {
  expectedSignature,
  tcpReceiver,
  udpReceiver,
  webhookReceiver,
} from "../lib/alerts/delivery/testing.ts";
import { parseCef, parseSyslog } from "../lib/alerts/formats/testing.ts";
import type { Alert, AlertGroup, AlertRecord } from "../lib/resources/alert.ts";
import type { Rule } from "../lib/resources/alert_rule.ts";
import type { Suppression } from "../lib/resources/alert_suppression.ts";
import { Client, problem } from "../testing/client.ts";
import { startServer, type TestServer } from "../testing/server.ts";

/** A destination as the API answers it when it is made. */
interface MadeDestination {
  id: string;
  secret: string;
}

/** Usual records, and a few that no model of them can take for usual. */
function traffic(): string {
  const rows = Array.from({ length: 400 }, (_, i) => `${300 + i % 40},${i % 3 ? "http" : "smtp"}`);
  return ["bytes,service", ...rows].join("\n");
}

const ODD = { bytes: 9_000_000, service: "http" };

async function trained(client: Client): Promise<string> {
  const { id } = await client.upload("flows.csv", traffic());
  const run = await client.run({ train: id, detectors: [{ kind: "mahalanobis" }] });
  assert.equal(run.status, "done", run.error ?? "");
  return run.results[0].model;
}

async function withServer(
  test: (client: Client, model: string, server: TestServer) => Promise<void>,
): Promise<void> {
  await using server = await startServer();
  const client = new Client(server.url);
  await test(client, await trained(client), server);
}

const send = (client: Client, model: string, records: unknown[]) =>
  client.post(`/models/${model}/predict`, { records }, 200);

async function put<T>(client: Client, path: string, body: unknown): Promise<T> {
  const response = await client.fetch(path, { method: "PUT", body: JSON.stringify(body) });
  assert.equal(response.status, 200);
  return await response.json();
}

/** Waits until the server has an alert that is so. */
async function alertThat(client: Client, isSo: (alert: Alert) => boolean): Promise<Alert> {
  for (;;) {
    const alert = (await client.get<Alert[]>("/alerts")).find(isSo);
    if (alert) return alert;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

Deno.test("Alerts go to a webhook that fails first, to syslog over UDP and over TCP", () =>
  withServer(async (client, model) => {
    await using hook = webhookReceiver([503]);
    await using udp = await udpReceiver();
    await using tcp = tcpReceiver();
    const make = (body: unknown) => client.post<MadeDestination>("/alerts/destinations", body, 201);
    const webhook = await make({
      type: "webhook",
      name: "SIEM",
      url: `http://127.0.0.1:${hook.port}/hook`,
    });
    const syslog = { type: "syslog", host: "127.0.0.1" };
    const others = [
      await make({ ...syslog, name: "UDP", transport: "udp", port: udp.port, format: "cef" }),
      await make({ ...syslog, name: "TCP", transport: "tcp", port: tcp.port, format: "ecs" }),
    ];
    await client.post<Rule>("/alerts/rules", {
      name: "Twice in a minute",
      model,
      severity: "medium",
      entity: "service",
      count: 2,
      windowSeconds: 60,
      destinations: [webhook.id, ...others.map(({ id }) => id)],
    }, 201);

    await send(client, model, [ODD, { bytes: 310, service: "smtp" }]);
    await send(client, model, [ODD]);

    const posts = await hook.until(2);
    assert.equal(posts.length, 2);
    for (const post of posts) {
      assert.equal(
        post.headers.get("webhook-signature"),
        await expectedSignature(webhook.secret, post),
      );
    }
    const ecs = JSON.parse(posts[1].body);
    assert.equal(ecs.netsift.count, 2);
    assert.deepEqual(ecs.netsift.entity, { column: "service", value: "http" });
    assert.equal(ecs.network.protocol, "http");

    const [datagram] = await udp.until(1);
    assert.equal(parseSyslog(datagram).data.id, ecs.event.id);
    assert.equal(parseCef(parseSyslog(datagram).text).extension.cnt, "2");
    const [counted] = await tcp.until(1);
    assert.deepEqual(JSON.parse(parseSyslog(counted).text), ecs);
  }));

Deno.test("Alerts, rules and mutes outlive a killed server, and secrets are told once", async () => {
  await using first = await startServer();
  const client = new Client(first.url);
  const model = await trained(client);
  const { id, secret } = await client.post<MadeDestination>("/alerts/destinations", {
    type: "webhook",
    name: "SIEM",
    url: "http://127.0.0.1:9/hook",
  }, 201);
  const rule = await client.post<Rule>("/alerts/rules", {
    name: "By service",
    entity: "service",
    destinations: [id],
  }, 201);
  await send(client, model, [ODD]);
  const alert = await alertThat(client, (alert) => alert.rule.id === rule.id);
  await client.post<Suppression>(
    `/alerts/${alert.id}/mute`,
    { minutes: 60, comment: "Our own backup" },
    201,
  );
  const acknowledged = await client.fetch(`/alerts/${alert.id}`, {
    method: "PATCH",
    body: JSON.stringify({ acknowledged: true }),
  });
  assert.equal(acknowledged.status, 200);
  await first.kill();

  await using second = await startServer({ dataFolder: first.dataFolder });
  const again = new Client(second.url);
  assert.deepEqual(
    (await again.get<Rule[]>("/alerts/rules")).map(({ name }) => name),
    ["Any high severity", "By service"],
  );
  const [mute] = await again.get<Suppression[]>("/alerts/suppressions");
  assert.equal(mute.comment, "Our own backup");
  assert.ok((await again.get<Alert>(`/alerts/${alert.id}`)).acknowledgedAt);
  await send(again, model, [ODD]);
  await alertThat(again, ({ suppressedBy }) => suppressedBy === mute.id);

  const told = await (await again.fetch("/alerts/destinations")).text();
  const changed = JSON.stringify(
    await put(again, `/alerts/destinations/${id}`, {
      type: "webhook",
      name: "Other",
      url: "http://127.0.0.1:9/",
    }),
  );
  for (const text of [told, changed]) {
    assert.ok(!text.includes(secret) && text.includes(secret.slice(-4)), text);
  }
});

Deno.test("A test alert is sent by hand, and what is wrong with it is said", () =>
  withServer(async (client) => {
    await using hook = webhookReceiver([204, 404]);
    const { id } = await client.post<MadeDestination>("/alerts/destinations", {
      type: "webhook",
      name: "SIEM",
      url: `http://127.0.0.1:${hook.port}/`,
    }, 201);
    const test = () => client.post(`/alerts/destinations/${id}/test`, undefined, 200);
    assert.deepEqual(await test(), { delivered: true, error: null });
    assert.deepEqual(await test(), {
      delivered: false,
      error: "The receiver answered with status 404.",
    });
    assert.equal(
      (await client.fetch("/alerts/destinations/x/test", { method: "POST" })).status,
      404,
    );
  }));

Deno.test("Wrong rules, destinations and suppressions are refused in words", () =>
  withServer(async (client) => {
    const refused = async (path: string, body: unknown, pointer: string) => {
      const response = await client.fetch(path, { method: "POST", body: JSON.stringify(body) });
      const { errors } = await problem(response, 422);
      assert.ok(errors?.some((error) => error.pointer === pointer), JSON.stringify(errors));
    };
    await refused("/alerts/rules", { name: "" }, "/name");
    await refused("/alerts/rules", { name: "x", severity: "huge" }, "/severity");
    await refused("/alerts/rules", { name: "x", model: "model-x" }, "/model");
    await refused("/alerts/rules", { name: "x", destinations: ["nowhere"] }, "/destinations/0");
    await refused("/alerts/rules", { name: "x", count: 0 }, "/count");
    const webhook = { type: "webhook", name: "x" };
    await refused("/alerts/destinations", { ...webhook, url: "file:///etc/passwd" }, "/url");
    await refused("/alerts/destinations", { ...webhook, url: "http://u:p@x/" }, "/url");
    await refused("/alerts/destinations", { type: "mail", name: "x" }, "/type");
    await refused(
      "/alerts/destinations",
      { type: "syslog", name: "x", host: "a b", port: 514 },
      "/host",
    );
    await refused("/alerts/suppressions", { minutes: 5 }, "/comment");
    for (const path of ["rules/x", "destinations/x", "suppressions/x"]) {
      await problem(await client.fetch(`/alerts/${path}`, { method: "DELETE" }), 404);
    }
    await problem(await client.fetch("/alerts/alert-x"), 404);
    await problem(await client.fetch("/alerts?limit=0"), 422);

    const metadata = await client.post<MadeDestination>("/alerts/destinations", {
      ...webhook,
      url: "http://169.254.169.254/latest/meta-data/",
    }, 201);
    const answer = await client.post<{ delivered: boolean; error: string }>(
      `/alerts/destinations/${metadata.id}/test`,
      undefined,
      200,
    );
    assert.match(answer.error, /link-local/);
  }));

Deno.test("Alerts are found, assigned, closed with a verdict, exported and deleted", () =>
  withServer(async (client, model) => {
    const flow = { ...ODD, src_ip: "10.0.0.7" };
    await client.post<Rule>("/alerts/rules", { name: "By host", entity: "src_ip" }, 201);
    await send(client, model, [{ ...flow, bytes: 450 }, flow]);
    const { id } = await alertThat(
      client,
      ({ rule, count }) => rule.name === "By host" && count === 2,
    );

    await checkRecords(client, id);
    const list = async (query: string) => {
      const response = await client.fetch(`/alerts?${query}`);
      assert.equal(response.status, 200);
      const alerts: Alert[] = await response.json();
      assert.equal(response.headers.get("x-total-count"), String(alerts.length), query);
      return alerts.map((alert) => alert.id);
    };
    assert.deepEqual(await list("host=10.0.0.7&text=by%20host&state=open&severity=high"), [id]);
    assert.deepEqual(await list("host=10.0.0.8"), []);

    const patch = (body: unknown) =>
      client.fetch(`/alerts/${id}`, { method: "PATCH", body: JSON.stringify(body) });
    const { errors } = await problem(await patch({ state: "closed" }), 422);
    assert.equal(errors?.[0].pointer, "/verdict");
    await patch({ assignee: "Kim", state: "acknowledged" });
    assert.deepEqual(await list("assignee=Kim&state=acknowledged"), [id]);
    const closed = await patch({ state: "closed", verdict: "benign", note: "Our own backup" });
    assert.equal((await closed.json()).verdict, "benign");
    assert.deepEqual(await list("state=open&text=by%20host"), []);
    assert.deepEqual(await list("text=backup"), [id]);

    await send(client, model, [flow]);
    const next = await alertThat(
      client,
      ({ rule, state }) => rule.name === "By host" && state === "open",
    );
    assert.notEqual(next.id, id, "what is closed does not grow");
    const [group] = await client.get<AlertGroup[]>("/alerts/groups?host=10.0.0.7&text=by%20host");
    assert.deepEqual([group.alerts, group.open], [2, 1]);

    const csv = await (await client.fetch("/alerts/export.csv?state=closed")).text();
    assert.match(csv, /^id,raised,[^]*closed,benign,Kim,Our own backup,/);
    assert.equal(csv.trim().split("\r\n").length, 2);
    const json = await client.get<Alert[]>("/alerts/export.json?state=closed");
    assert.deepEqual(json.map((alert) => alert.id), [id]);

    const bulk = (body: unknown) => client.post<{ alerts: number }>("/alerts/bulk", body, 200);
    const all = { filter: { text: "by host" } };
    assert.deepEqual(await bulk({ ...all, change: { assignee: "Ana" } }), { alerts: 2 });
    assert.equal((await list("assignee=Ana")).length, 2);
    await bulk({ ...all, mute: { minutes: 5, comment: "Known" } });
    const mutes = await client.get<Suppression[]>("/alerts/suppressions");
    assert.deepEqual(mutes.map(({ entity }) => entity?.value), ["10.0.0.7"], "one for both");
    const missing = await client.fetch("/alerts/bulk", { method: "POST", body: '{"ids":["x"]}' });
    await problem(missing, 422);
    assert.deepEqual(await bulk({ ids: [id, "alert-x"], delete: true }), { alerts: 1 });
    await problem(await client.fetch(`/alerts/${id}`), 404);
    await problem(await client.fetch(`/alerts/${id}/records`), 404);
    const gone = await client.fetch(`/alerts/${next.id}`, { method: "DELETE" });
    assert.equal(gone.status, 204);
  }));

/** The records of an alert of two, the worst first, as connections with a reason. */
async function checkRecords(client: Client, id: string): Promise<void> {
  const response = await client.fetch(`/alerts/${id}/records`);
  assert.equal(response.headers.get("x-total-count"), "2");
  const [worst, other]: AlertRecord[] = await response.json();
  assert.deepEqual([worst, other].map(({ record }) => record?.bytes).sort(), [450, ODD.bytes]);
  assert.equal(worst.connection.source, "10.0.0.7");
  assert.equal(worst.connection.service, "http");
  assert.match(worst.reason!, /^bytes: (450|9,000,000)$/);
  assert.ok(worst.score! >= other.score!, "the worst first");
  const [second] = await client.get<AlertRecord[]>(`/alerts/${id}/records?limit=1&offset=1`);
  assert.deepEqual(second, other);
}
