import assert from "node:assert/strict";
import fc from "fast-check";
import {
  formatBytes,
  formatCount,
  formatDateTime,
  formatDuration,
  formatMetric,
  formatNumber,
  formatPlural,
  formatShare,
} from "./format.ts";
import { formatThresholdRule } from "../learning/thresholds/describe_rule.ts";

Deno.test("formatCount() separates thousands", () => {
  assert.equal(formatCount(311029), "311,029");
});

Deno.test("formatPlural() agrees with the number", () => {
  assert.equal(formatPlural(1, "row"), "1 row");
  assert.equal(formatPlural(0, "row"), "0 rows");
  assert.equal(formatPlural(2000, "entry", "entries"), "2,000 entries");
});

Deno.test("formatBytes() picks the unit that keeps the number short", () => {
  assert.equal(formatBytes(0), "0 bytes");
  assert.equal(formatBytes(1), "1 byte");
  assert.equal(formatBytes(999), "999 bytes");
  assert.equal(formatBytes(1500), "1.5 kB");
  assert.equal(formatBytes(999_999), "1.0 MB");
  assert.equal(formatBytes(75_000_000), "75 MB");
  assert.equal(formatBytes(2.5e9), "2.5 GB");
});

Deno.test("formatShare() keeps nearly all and nearly none apart from all and none", () => {
  assert.equal(formatShare(0), "0%");
  assert.equal(formatShare(1), "100%");
  assert.equal(formatShare(0.00001), "<0.1%");
  assert.equal(formatShare(0.99999), ">99.9%");
  assert.equal(formatShare(0.1234), "12.3%");
});

Deno.test("formatMetric() shows three decimals, n/a, and never a false 1", () => {
  assert.equal(formatMetric(null), "n/a");
  assert.equal(formatMetric(0.98765), "0.988");
  assert.equal(formatMetric(1), "1.000");
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (value) => {
      assert.notEqual(formatMetric(value), "1.000");
    }),
  );
});

Deno.test("formatNumber() stays short at every size", () => {
  assert.equal(formatNumber(0), "0");
  assert.equal(formatNumber(0.123456), "0.1235");
  assert.equal(formatNumber(12345.6), "12,346");
  assert.equal(formatNumber(1.5e-7), "1.5e-7");
  assert.equal(formatNumber(2e12), "2e12");
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.ok(formatNumber(value).length <= 12, formatNumber(value));
    }),
  );
});

Deno.test("formatDuration() uses at most two units", () => {
  assert.equal(formatDuration(12.4), "12 ms");
  assert.equal(formatDuration(1234), "1.2 s");
  assert.equal(formatDuration(59_980), "1 min");
  assert.equal(formatDuration(61_000), "1 min 1 s");
  assert.equal(formatDuration(3_660_000), "1 h 1 min");
});

Deno.test("formatDateTime() is in UTC outside of browsers", () => {
  assert.equal(formatDateTime("2026-11-20T23:43:31.000Z"), "20 Nov 2026, 23:43 UTC");
});

Deno.test("formatThresholdRule() says where the threshold comes from", () => {
  assert.equal(
    formatThresholdRule({ rule: "quantile", q: 0.95 }),
    "Flags the most unusual 5% of normal traffic",
  );
  assert.equal(formatThresholdRule({ rule: "fixed", value: 0.5 }), "Fixed at 0.5");
  assert.equal(
    formatThresholdRule({ rule: "peaks-over-threshold", risk: 0.001, level: 0.98 }),
    "Flags 0.1% of normal traffic, estimated from its highest scores",
  );
  assert.match(formatThresholdRule({ rule: "best-f1" }), /uses test labels/);
  assert.equal(
    formatThresholdRule({ rule: "adaptive", q: 0.97, window: 2000, resetAfter: 50 }),
    "Flags the most unusual 3% of the latest 2,000 records",
  );
  assert.equal(
    formatThresholdRule({ rule: "false-positive-rate", rate: 0.01, confidence: 0.95 }),
    "Flags at most 1% of normal traffic",
  );
});
