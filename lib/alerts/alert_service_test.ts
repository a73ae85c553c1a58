import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { withFolder } from "../datasets/testing.ts";
import { Catalogue } from "../store/catalogue.ts";
import { sampleBatch } from "../scoring/batch_sample.ts";
import type { VerdictBatch } from "../scoring/verdict_feed.ts";
import { TooManyError } from "../store/too_many_error.ts";
import { AlertService } from "./alert_service.ts";
import { sendTestAlert } from "./delivery/send_test_alert.ts";
import {
  destinationRequestSchema,
  type WebhookDestination,
} from "../resources/alert_destination.ts";
import { webhookReceiver } from "./delivery/testing.ts";
import { ruleRequestSchema } from "../resources/alert_rule.ts";

function batchOf(services: string[], severity = 95): VerdictBatch {
  const scores = Float32Array.from(services, (_, i) => 1 + i);
  const anomalies = new Uint8Array(services.length).fill(1);
  return {
    model: "model-1",
    source: "stream",
    at: Date.now(),
    latencyMs: 1,
    threshold: 0.5,
    scores,
    anomalies,
    severities: new Float32Array(services.length).fill(severity),
    rejected: 0,
    ...sampleBatch(scores, anomalies, (i) => ({ service: services[i] })),
  };
}

async function withService(
  test: (service: AlertService, again: () => AlertService) => void | Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, "catalogue.sqlite");
    using first = new Catalogue(path);
    using service = new AlertService(first);
    await test(service, () => {
      service[Symbol.dispose]();
      return new AlertService(first);
    });
  });
}

Deno.test("AlertService begins with one rule, and once deleted it stays away", () =>
  withService((service, again) => {
    const [rule] = service.rules.list();
    assert.equal(rule.severity, "high");
    service.rules.delete(rule.id);
    using other = again();
    assert.deepEqual(other.rules.list(), []);
  }));

Deno.test("AlertService makes one alert of many records and keeps what a person said about it", () =>
  withService((service, again) => {
    service.observe(batchOf(["http", "smtp"]), "Forest");
    const [alert, ...others] = service.log.list({ limit: 10 });
    assert.deepEqual(others, []);
    assert.deepEqual([alert.count, alert.score, alert.source.name], [2, 2, "Forest"]);
    assert.ok(service.log.change([alert.id], { state: "acknowledged" })[0].acknowledgedAt);
    service.observe(batchOf(["http"]), "Forest");
    using other = again();
    const [kept] = other.log.list({ limit: 10 });
    assert.equal(kept.count, 3);
    assert.ok(kept.acknowledgedAt);
    assert.equal(other.log.change([alert.id], { state: "open" })[0].acknowledgedAt, null);
    assert.deepEqual(other.log.change(["alert-x"], { state: "open" }), []);
  }));

Deno.test("AlertService passes over what is not severe, and takes unknown severity for high", () =>
  withService((service) => {
    service.observe(batchOf(["http"], 50), "Forest");
    assert.equal(service.log.list({ limit: 10 }).length, 0);
    service.observe(batchOf(["http"], NaN), "Forest");
    assert.equal(service.log.list({ limit: 10 })[0].severity.band, "high");
  }));

Deno.test("AlertService mutes the entity of an alert and sends the others", () =>
  withService(async (service) => {
    await using receiver = webhookReceiver();
    const destination = service.destinations.add(destinationRequestSchema.parse({
      type: "webhook",
      name: "SIEM",
      url: `http://127.0.0.1:${receiver.port}/`,
    }));
    for (const { id } of service.rules.list()) service.rules.delete(id);
    const rule = service.rules.add(
      ruleRequestSchema.parse({
        name: "By service",
        entity: "service",
        destinations: [destination.id],
      }),
    );
    service.observe(batchOf(["http"]), "Forest");
    await receiver.until(1);
    const suppression = service.suppressions.mute(service.log.list({ limit: 10 }), 60, "Known")[0];
    assert.deepEqual(suppression.entity, { column: "service", value: "http" });
    // Another model of the rule: nothing of the mute is about it.
    service.rules.change(rule, { ...rule, windowSeconds: 1 });
    const later = batchOf(["http", "smtp"]);
    service.observe({ ...later, at: later.at + 5000 }, "Forest");
    await receiver.until(2);
    assert.deepEqual(
      receiver.received.map(({ body }) => JSON.parse(body).netsift.entity.value),
      ["http", "smtp"],
    );
    const muted = service.log.list({ limit: 10 }).filter(({ suppressedBy }) =>
      suppressedBy === suppression.id
    );
    assert.deepEqual(muted.map(({ entity }) => entity?.value), ["http"]);
  }));

Deno.test("AlertService keeps rules, destinations and suppressions, and a webhook its secret", () =>
  withService((service, again) => {
    const request = destinationRequestSchema.parse({
      type: "webhook",
      name: "SIEM",
      url: "http://127.0.0.1:9/",
    });
    const made = service.destinations.add(request) as WebhookDestination;
    assert.match(made.secret, /^whsec_/);
    const changed = service.destinations.change(made, { ...request, name: "Other" });
    assert.deepEqual(changed, { ...made, name: "Other" });
    const rule = service.rules.add(ruleRequestSchema.parse({ name: "R", destinations: [made.id] }));
    const suppression = service.suppressions.add({
      comment: "x",
      rule: null,
      model: null,
      entity: null,
      minutes: 5,
    });
    using other = again();
    assert.deepEqual(other.destinations.list(), [changed]);
    assert.deepEqual(other.rules.get(rule.id), rule);
    assert.deepEqual(other.suppressions.list(), [suppression]);
    assert.ok(other.destinations.delete(made.id));
    assert.deepEqual(other.rules.get(rule.id)!.destinations, []);
  }));

Deno.test("sendTestAlert() tells whether an alert arrives", () =>
  withService(async (service) => {
    await using receiver = webhookReceiver([204, 500]);
    const destination = service.destinations.add(destinationRequestSchema.parse({
      type: "webhook",
      name: "SIEM",
      url: `http://127.0.0.1:${receiver.port}/`,
    }));
    assert.equal(await sendTestAlert(destination), null);
    assert.match((await sendTestAlert(destination))!, /status 500/);
    assert.match(receiver.received[0].body, /Test alert sent by hand/);
  }));

Deno.test("AlertService refuses more rules than it can count for", () =>
  withService((service) => {
    assert.throws(() => {
      for (let i = 0; i < 200; i++) {
        service.rules.add(ruleRequestSchema.parse({ name: `Rule ${i}` }));
      }
    }, TooManyError);
    assert.equal(service.rules.list().length, 100);
  }));

/** Makes the database refuse to write documents, as a fault in the middle of a change would. */
function refuse(path: string, change: "INSERT" | "UPDATE", kind: string): Disposable {
  const database = new DatabaseSync(path);
  database.exec(
    `CREATE TRIGGER refused BEFORE ${change} ON documents WHEN NEW.kind = '${kind}' ` +
      "BEGIN SELECT RAISE(ABORT, 'refused'); END",
  );
  return {
    [Symbol.dispose]() {
      database.exec("DROP TRIGGER refused");
      database.close();
    },
  };
}

Deno.test("AlertService begins with its first rule and the note of it, or with neither", () =>
  withFolder((folder) => {
    const path = join(folder, "catalogue.sqlite");
    using catalogue = new Catalogue(path);
    {
      using _refusal = refuse(path, "INSERT", "alert-setting");
      assert.throws(() => new AlertService(catalogue), /refused/);
    }
    assert.deepEqual(catalogue.documents.list("alert-rule", z.unknown()), []);
    using service = new AlertService(catalogue);
    assert.equal(service.rules.list().length, 1);
    return Promise.resolve();
  }));

Deno.test("AlertService.deleteDestination() changes its rules too, or nothing", () =>
  withFolder((folder) => {
    const path = join(folder, "catalogue.sqlite");
    using catalogue = new Catalogue(path);
    using service = new AlertService(catalogue);
    const { id } = service.destinations.add(destinationRequestSchema.parse({
      type: "webhook",
      name: "SIEM",
      url: "http://127.0.0.1:9/",
    }));
    const rule = service.rules.add(ruleRequestSchema.parse({ name: "R", destinations: [id] }));
    {
      using _refusal = refuse(path, "UPDATE", "alert-rule");
      assert.throws(() => service.destinations.delete(id), /refused/);
    }
    const stored = () =>
      catalogue.documents.list("alert-destination", z.object({ id: z.string() })).map(({ id }) =>
        id
      );
    assert.equal(service.destinations.get(id)?.id, id);
    assert.deepEqual(stored(), [id]);
    assert.deepEqual(service.rules.get(rule.id)!.destinations, [id]);
    assert.ok(service.destinations.delete(id));
    assert.equal(service.destinations.get(id), null);
    assert.deepEqual(stored(), []);
    assert.deepEqual(service.rules.get(rule.id)!.destinations, []);
    assert.ok(!service.destinations.delete(id));
    return Promise.resolve();
  }));
