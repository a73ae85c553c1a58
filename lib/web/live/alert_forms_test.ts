import assert from "node:assert/strict";
import { destinationRequestSchema } from "../../resources/alert_destination.ts";
import { ruleRequestSchema } from "../../resources/alert_rule.ts";
import { ruleOf } from "../../alerts/testing.ts";
import {
  destinationRequest,
  destinationTexts,
  destinationWords,
  ruleRequest,
  ruleTexts,
  ruleWords,
} from "./alert_forms.ts";

Deno.test("ruleRequest() of a rule's texts is that rule", () => {
  const rule = ruleOf({
    model: "model-1",
    where: { column: "flag", value: "S0" },
    entity: "src_ip",
    count: 20,
    destinations: ["destination-1"],
  });
  const { id: _, createdAt: __, ...request } = rule;
  assert.deepEqual(ruleRequestSchema.parse(ruleRequest(ruleTexts(rule))), request);
});

Deno.test("ruleRequest() leaves what is no number to the server, which names the field", () => {
  const { error } = ruleRequestSchema.safeParse(ruleRequest({ ...ruleTexts(null), count: "many" }));
  assert.deepEqual(error?.issues.map(({ path }) => path[0]).sort(), ["count", "name"]);
});

Deno.test("destinationRequest() has the fields of its type alone", () => {
  const texts = { ...destinationTexts(null), name: "x", url: "https://siem.example/" };
  assert.ok(destinationRequestSchema.safeParse(destinationRequest(texts)).success);
  const syslog = { ...texts, type: "syslog" as const, host: "10.0.0.1" };
  assert.ok(destinationRequestSchema.safeParse(destinationRequest(syslog)).success);
});

Deno.test("ruleWords() and destinationWords() say what they do", () => {
  assert.equal(ruleWords(ruleOf(), null), "An anomaly of high severity or higher.");
  assert.equal(
    ruleWords(
      ruleOf({ count: 5, windowSeconds: 120, entity: "host", severity: "critical", model: "m" }),
      "Forest",
    ),
    "5 anomalies within 2 min of critical severity for one host by Forest.",
  );
  assert.equal(
    ruleWords(ruleOf({ source: "batch", count: 50, model: "m" }), "Forest"),
    "50 flagged records of high severity or higher in a batch by Forest.",
  );
  assert.equal(
    ruleWords(ruleOf({ source: "detection", severity: "critical" }), null),
    "A host of critical severity in a detection.",
  );
  assert.equal(
    destinationWords({
      id: "d",
      createdAt: "2026-01-01T00:00:00.000Z",
      name: "x",
      enabled: true,
      type: "syslog",
      format: "cef",
      transport: "udp",
      host: "10.0.0.1",
      port: 514,
    }),
    "syslog over UDP to 10.0.0.1:514, as CEF",
  );
});

Deno.test("ruleRequest() leaves out what the source of a rule has no use for", () => {
  const texts = { ...ruleTexts(ruleOf({ model: "m", entity: "src_ip" })), whereColumn: "flag" };
  const parsed = ruleRequestSchema.parse(ruleRequest({ ...texts, source: "detection" }));
  assert.deepEqual([parsed.model, parsed.entity, parsed.where], [null, null, null]);
});
