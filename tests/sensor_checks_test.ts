import assert from "node:assert/strict";
import { join } from "node:path";
import type { Alert } from "../lib/resources/alert.ts";
import type { Sensor, SensorFinding } from "../lib/resources/sensor.ts";
import { Client } from "../testing/client.ts";
import { startServer, type TestServer } from "../testing/server.ts";
import { waitFor } from "../testing/wait_for.ts";

const MORNING = Date.UTC(2026, 0, 5, 9);
const HEADER = "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n" +
  "#path\tconn\n#open\t2026-01-05-09-00-00\n" +
  "#fields\tts\tid.orig_h\tid.resp_h\tid.resp_p\tproto\tservice\tconn_state\torig_bytes\n" +
  "#types\ttime\taddr\taddr\tport\tenum\tstring\tstring\tcount\n";

function line(seconds: number, source: string, port: number, state: string): string {
  const time = (MORNING / 1000 + seconds).toFixed(3);
  return `${time}\t${source}\t10.0.0.3\t${port}\ttcp\t-\t${state}\t200\n`;
}

/** Ports that are tried, one every ten seconds. */
function scan(from: number, to: number): string {
  return Array.from(
    { length: to - from },
    (_, i) => line(10 * (from + i), "10.0.0.66", 1000 + from + i, "REJ"),
  ).join("");
}

/** Connections that are answered, one every minute of some hours. */
function usual(fromHour: number, toHour: number): string {
  return Array.from(
    { length: 60 * (toHour - fromHour) },
    (_, i) => line(60 * (60 * fromHour + i), `10.0.0.${20 + i % 5}`, 443, "SF"),
  ).join("");
}

Deno.test("API: the checks of a sensor find a scan while it goes on, and once, across a kill", async () => {
  const folder = await Deno.makeTempDir({ prefix: "netsift-checked-" });
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-checks-" });
  const log = join(folder, "conn.log");
  const start = () => startServer({ dataFolder, env: { NETSIFT_SENSOR_FOLDERS: folder } });
  let server: TestServer = await start();
  try {
    let client = new Client(server.url);
    await Deno.writeTextFile(log, HEADER + scan(0, 100) + usual(1, 4));
    await client.post("/alerts/rules", { name: "Gate", source: "sensor", severity: "medium" }, 201);
    const { id } = await client.post<Sensor>("/sensors", { kind: "folder", folder }, 201);
    const read = (connections: number) =>
      waitFor(
        () => client.get<Sensor>(`/sensors/${id}`),
        ({ behaviour }) => behaviour?.connections === connections,
      );
    const findings = () => client.get<SensorFinding[]>(`/sensors/${id}/findings`);
    const { behaviour } = await read(280);
    assert.deepEqual([behaviour?.error, behaviour?.late, behaviour?.days], [null, 0, 0]);
    const [early, ...others] = await findings();
    assert.deepEqual(
      [early.check, early.host, early.state, early.records, others.length],
      ["vertical-scan", "10.0.0.66", "running", 100, 0],
    );
    await server.kill();
    await Deno.writeTextFile(log, usual(4, 5) + line(86_400, "10.0.0.20", 443, "SF"), {
      append: true,
    });
    server = await start();
    client = new Client(server.url);
    assert.equal((await read(341)).behaviour?.days, 1);
    const last = await findings();
    assert.deepEqual(last.map(({ id, check, state }) => [id, check, state]), [
      [early.id, "vertical-scan", "final"],
    ]);
    const alerts = await client.get<Alert[]>("/alerts");
    assert.deepEqual(alerts.map(({ source, host }) => [source.type, source.id, host]), [
      ["sensor", id, "10.0.0.66"],
    ]);
    assert.deepEqual(await client.get(`/sensors/${id}/findings?host=10.0.0.20`), []);
    assert.equal((await client.get<unknown[]>(`/sensors/${id}/findings?host=10.0.0.3`)).length, 1);
    for (const path of ["/", `/sensors/${id}`, `/alerts/${alerts[0].id}`]) {
      const html = await (await fetch(new URL(path, server.url))).text();
      assert.match(html, /10\.0\.0\.66<[\s\S]*Tried 100 ports on 10\.0\.0\.3/, path);
    }
    const change = (checks: boolean) =>
      client.fetch(`/sensors/${id}`, { method: "PATCH", body: JSON.stringify({ checks }) });
    await change(false);
    await Deno.writeTextFile(log, line(86_460, "10.0.0.21", 443, "SF"), { append: true });
    await waitFor(
      () => client.get<Sensor>(`/sensors/${id}`),
      ({ health, behaviour }) => health.records === 342 && behaviour === null,
    );
    await change(true);
    await Deno.writeTextFile(log, line(86_520, "10.0.0.22", 443, "SF"), { append: true });
    await read(343);
    assert.deepEqual(await findings(), last);
    assert.equal((await client.get<Alert[]>("/alerts")).length, 1);
  } finally {
    await server.kill();
    for (const path of [folder, dataFolder]) await Deno.remove(path, { recursive: true });
  }
});
