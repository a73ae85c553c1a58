import assert from "node:assert/strict";
import fc from "fast-check";
import { alertOf } from "../testing.ts";
import { formatAlert } from "../delivery/send_alert.ts";
import { cefLine } from "./cef.ts";
import { ecsDocument } from "./ecs.ts";
import { networkFields } from "./network_fields.ts";
import { datagram, octetCounted } from "./syslog_framing.ts";
import { plainText, syslogMessage } from "./syslog_message.ts";
import { parseCef, parseSyslog } from "./testing.ts";

const ORIGIN = { hostname: "sensor-1", pid: 42 };

const NASTY = fc.string({ unit: "binary", maxLength: 80 });

/** Control characters, separators of lines, and marks of writing direction. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u;

/** What becomes of them in a value, in CEF apart from line breaks. */
const spaced = (text: string, kept = "") =>
  text.replace(new RegExp(UNSAFE, "gu"), (character) => character === kept ? kept : " ");

Deno.test("cefLine() reads back, with the addresses in their fields", () => {
  const { head, extension } = parseCef(cefLine(alertOf()));
  assert.deepEqual(head.slice(0, 3), ["CEF:0", "Netsift", "Netsift"]);
  assert.match(head[5], /Critical anomaly on service http: 3 records \(High severity\)/);
  assert.equal(head[6], "9");
  const { rt, cnt, src, dpt, app, cs1, cs4Label, cs4, cfp1 } = extension;
  assert.deepEqual({ rt, cnt, src, dpt, app, cs1, cs4Label, cs4, cfp1 }, {
    rt: String(Date.parse("2026-03-04T05:06:09.500Z")),
    cnt: "3",
    src: "10.0.0.1",
    dpt: "80",
    app: "http",
    cs1: "Isolation Forest of Demo",
    cs4Label: "service",
    cs4: "http",
    cfp1: "0.75",
  });
});

Deno.test("cefLine() is one line whose fields read back, whatever the names hold", () => {
  fc.assert(fc.property(NASTY, NASTY, (name, value) => {
    const line = cefLine(alertOf({
      rule: { id: "rule-1", name },
      entity: { column: "host", value },
    }));
    assert.doesNotMatch(line, /[\r\n]/);
    const { head, extension } = parseCef(line);
    assert.equal(head.length, 7);
    assert.equal(extension.cs3, spaced(name.replace(/\r\n|\r/g, "\n"), "\n"));
    assert.equal(extension.cs4, spaced(value.replace(/\r\n|\r/g, "\n"), "\n"));
    assert.equal(extension.externalId, "alert-1");
  }));
});

Deno.test("syslogMessage() has the parts of RFC 5424", () => {
  const message = parseSyslog(syslogMessage(alertOf(), "text", ORIGIN));
  assert.deepEqual(
    { ...message, data: undefined },
    {
      priority: 16 * 8 + 2,
      version: "1",
      timestamp: "2026-03-04T05:06:09.500Z",
      hostname: "sensor-1",
      app: "netsift",
      pid: "42",
      msgid: "anomaly",
      data: undefined,
      text: "text",
    },
  );
  assert.equal(message.data.severity, "92");
  assert.equal(message.data.value, "http");
});

Deno.test("syslogMessage() reads back, whatever the names hold", () => {
  fc.assert(fc.property(NASTY, NASTY, (name, hostname) => {
    const alert = alertOf({ rule: { id: "rule-1", name } });
    const message = parseSyslog(syslogMessage(alert, "text", { hostname, pid: 1 }));
    assert.equal(message.data.rule, spaced(name));
    assert.equal(message.text, "text");
    assert.match(message.hostname, /^[\x21-\x7e]+$/);
  }));
});

Deno.test("no value forges another message, in any format", () => {
  const forged = "x\r\n<134>1 - - forged - - -\u0085\u2028\u009b2J\u202e\u0000y";
  const alert = alertOf({
    rule: { id: "rule-1", name: forged },
    model: { id: "model-1", name: forged },
    entity: { column: forged, value: forged },
    record: { [forged]: forged, service: forged },
  });
  for (const format of ["ecs", "cef", "text"] as const) {
    const text = formatAlert(alert, format);
    assert.doesNotMatch(text, UNSAFE, format);
    assert.doesNotMatch(syslogMessage(alert, text, { hostname: forged, pid: 1 }), UNSAFE);
  }
  assert.doesNotMatch(syslogMessage(alert, forged, ORIGIN), UNSAFE, "whatever the text is");
  assert.equal(JSON.parse(formatAlert(alert, "ecs")).rule.name, forged, "JSON keeps the value");
});

Deno.test("plainText() is one line", () => {
  assert.doesNotMatch(plainText(alertOf({ model: { id: "m", name: "a\nb" } })), /\n/);
});

Deno.test("ecsDocument() uses the schema's fields and leaves out what is not known", () => {
  const document = JSON.parse(JSON.stringify(ecsDocument(alertOf())));
  assert.equal(document["@timestamp"], "2026-03-04T05:06:09.500Z");
  assert.equal(document.event.kind, "alert");
  assert.equal(document.event.risk_score, 91.5);
  assert.deepEqual(document.source, { ip: "10.0.0.1" });
  assert.deepEqual(document.destination, { port: 80 });
  assert.deepEqual(document.network, { protocol: "http" });
  assert.deepEqual(document.netsift.record, alertOf().record);
  assert.equal("source" in ecsDocument(alertOf({ record: { duration: 1 } })), false);
});

Deno.test("networkFields() knows the columns of several exporters and refuses what cannot be", () => {
  assert.deepEqual(networkFields({ "Source IP": "fe80::1", "Destination Port": "443" }), {
    sourceIp: "fe80::1",
    destinationPort: 443,
  });
  assert.deepEqual(networkFields({ "id.orig_h": "10.0.0.1", proto: "tcp", sport: 99999 }), {
    sourceIp: "10.0.0.1",
    transport: "tcp",
  });
  assert.deepEqual(networkFields({ srcip: "evil src=1", dst_bytes: -1, service: null }), {});
});

Deno.test("octetCounted() counts bytes and datagram() cuts between characters", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    const bytes = octetCounted(text);
    const space = bytes.indexOf(32);
    assert.equal(
      Number(new TextDecoder().decode(bytes.subarray(0, space))),
      bytes.length - space - 1,
    );
  }));
  const cut = datagram("é".repeat(40_000));
  assert.equal(cut.length, 65_506);
  assert.ok(!new TextDecoder().decode(cut).includes("\ufffd"));
});
