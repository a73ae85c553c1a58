import assert from "node:assert/strict";
import { parseCef, parseSyslog } from "../formats/testing.ts";
import { alertOf } from "../testing.ts";
import { backoffMs, LONGEST_WAIT_MS, MOST_ATTEMPTS } from "./backoff.ts";
import { type Destination, destinationRequestSchema } from "../../resources/alert_destination.ts";
import { newSecret, withoutSecret } from "./destination_secret.ts";
import { guardAddress } from "./guard_address.ts";
import { Outbox } from "./outbox.ts";
import { SendError } from "./send_error.ts";
import { expectedSignature, tcpReceiver, udpReceiver, webhookReceiver } from "./testing.ts";

const SECRET = newSecret();

function webhookTo(port: number, change: Record<string, unknown> = {}): Destination {
  return {
    ...destinationRequestSchema.parse({
      type: "webhook",
      name: "SIEM",
      url: `http://127.0.0.1:${port}/hook`,
      secret: SECRET,
      ...change,
    }),
    id: "destination-1",
    createdAt: "",
  } as Destination;
}

function syslogTo(port: number, transport: "udp" | "tcp", format: string): Destination {
  return {
    ...destinationRequestSchema.parse({
      type: "syslog",
      name: "Log",
      host: "127.0.0.1",
      port,
      transport,
      format,
    }),
    id: "destination-1",
    createdAt: "",
  } as Destination;
}

/** Waits until nothing waits any more. */
async function settled(outbox: Outbox): Promise<void> {
  while (outbox.state("destination-1").waiting > 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const outboxFor = (destination: Destination | null, options: { capacity?: number } = {}) =>
  new Outbox({ find: () => destination, firstWaitMs: 5, ...options });

Deno.test("Outbox tries a webhook again until it is taken, signed each time", async () => {
  await using receiver = webhookReceiver([503, 500]);
  using outbox = outboxFor(webhookTo(receiver.port));
  outbox.add(alertOf(), "destination-1");
  const posts = await receiver.until(3);
  await settled(outbox);
  assert.equal(new Set(posts.map(({ headers }) => headers.get("webhook-id"))).size, 1);
  for (const post of posts) {
    assert.equal(post.headers.get("webhook-signature"), await expectedSignature(SECRET, post));
    const age = Date.now() / 1000 - Number(post.headers.get("webhook-timestamp"));
    assert.ok(age >= 0 && age < 60);
  }
  assert.equal(posts[2].headers.get("content-type"), "application/json");
  assert.equal(JSON.parse(posts[2].body).event.id, "alert-1");
  const { delivered, failed, lastError } = outbox.state("destination-1");
  assert.deepEqual([delivered, failed], [1, 0]);
  assert.match(lastError!.message, /status 500/);
});

Deno.test("Outbox gives up after its last attempt and goes on with the next alert", async () => {
  await using receiver = webhookReceiver(Array(MOST_ATTEMPTS).fill(503));
  using outbox = outboxFor(webhookTo(receiver.port));
  outbox.add(alertOf({ id: "first" }), "destination-1");
  outbox.add(alertOf({ id: "second" }), "destination-1");
  await settled(outbox);
  assert.equal(receiver.received.length, MOST_ATTEMPTS + 1);
  assert.equal(receiver.received.at(-1)!.headers.get("webhook-id"), "second");
  const { delivered, failed } = outbox.state("destination-1");
  assert.deepEqual([delivered, failed], [1, 1]);
});

Deno.test("Outbox does not repeat what was refused for good, and follows no redirect", async () => {
  await using elsewhere = webhookReceiver();
  await using receiver = webhookReceiver([404, 302, 204], {
    location: `http://127.0.0.1:${elsewhere.port}/`,
  });
  using outbox = outboxFor(webhookTo(receiver.port));
  for (const id of ["a", "b", "c"]) outbox.add(alertOf({ id }), "destination-1");
  await settled(outbox);
  assert.deepEqual(receiver.received.map(({ headers }) => headers.get("webhook-id")), [
    "a",
    "b",
    "c",
  ]);
  assert.equal(elsewhere.received.length, 0);
  assert.equal(outbox.state("destination-1").failed, 2);
});

Deno.test("Outbox drops the oldest alerts when a receiver is too slow, and never waits", async () => {
  await using receiver = webhookReceiver();
  using outbox = outboxFor(webhookTo(receiver.port), { capacity: 3 });
  for (let i = 0; i < 10; i++) outbox.add(alertOf({ id: `alert-${i}` }), "destination-1");
  assert.equal(receiver.received.length, 0);
  assert.equal(outbox.state("destination-1").dropped, 6);
  await settled(outbox);
  assert.deepEqual(receiver.received.map(({ headers }) => headers.get("webhook-id")), [
    "alert-0",
    "alert-7",
    "alert-8",
    "alert-9",
  ]);
});

Deno.test("Outbox lets an alert go whose destination was deleted", async () => {
  using outbox = outboxFor(null);
  outbox.add(alertOf(), "destination-1");
  await settled(outbox);
  assert.deepEqual(outbox.state("destination-1").failed, 0);
});

Deno.test("Outbox sends syslog over UDP, a message a datagram", async () => {
  await using receiver = await udpReceiver();
  using outbox = outboxFor(syslogTo(receiver.port, "udp", "cef"));
  outbox.add(alertOf(), "destination-1");
  const [message] = await receiver.until(1);
  const { priority, data, text } = parseSyslog(message);
  assert.equal(priority, 130);
  assert.equal(data.id, "alert-1");
  assert.equal(parseCef(text).extension.src, "10.0.0.1");
});

Deno.test("Outbox sends syslog over TCP with counted octets", async () => {
  await using receiver = tcpReceiver();
  using outbox = outboxFor(syslogTo(receiver.port, "tcp", "ecs"));
  outbox.add(alertOf({ id: "a", rule: { id: "r", name: "Überfluß ✓" } }), "destination-1");
  outbox.add(alertOf({ id: "b" }), "destination-1");
  const [first, second] = (await receiver.until(2)).map(parseSyslog);
  assert.equal(first.data.rule, "Überfluß ✓");
  assert.equal(JSON.parse(first.text).rule.name, "Überfluß ✓");
  assert.equal(JSON.parse(second.text).event.id, "b");
  await settled(outbox);
  assert.equal(outbox.state("destination-1").delivered, 2);
});

Deno.test("Outbox says that a receiver cannot be reached", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  for (const destination of [webhookTo(port), syslogTo(port, "tcp", "text")]) {
    using outbox = outboxFor(destination);
    outbox.add(alertOf(), "destination-1");
    await settled(outbox);
    const { failed, lastError } = outbox.state("destination-1");
    assert.deepEqual([failed, lastError?.message], [1, "The receiver cannot be reached."]);
  }
});

Deno.test("guardAddress() refuses where cloud providers hand out credentials", async () => {
  for (const host of ["169.254.169.254", "[fe80::1]", "::ffff:169.254.169.254", "fd00:ec2::254"]) {
    await assert.rejects(
      guardAddress(host),
      (error) => error instanceof SendError && error.isFinal,
      host,
    );
  }
  assert.equal(await guardAddress("127.0.0.1"), "127.0.0.1");
  assert.equal(await guardAddress("[::1]"), "::1");
  await assert.rejects(guardAddress("nowhere.invalid"), /not known/);
});

Deno.test("backoffMs() doubles up to a bound, half of it left to chance", () => {
  assert.deepEqual([1, 2, 3, 4].map((attempt) => backoffMs(attempt, 1000, 1)), [
    1000,
    2000,
    4000,
    8000,
  ]);
  assert.equal(backoffMs(1, 1000, 0), 500);
  assert.equal(backoffMs(50, 1000, 1), LONGEST_WAIT_MS);
});

Deno.test("destinationRequestSchema takes web addresses only, and makes no secret of what is wrong", () => {
  const parse = (url: string) =>
    destinationRequestSchema.safeParse({ type: "webhook", name: "x", url }).success;
  assert.ok(parse("https://siem.example/hook?x=1"));
  for (
    const wrong of ["file:///etc/passwd", "gopher://x", "http://u:p@x/", "javascript:1", "x", ""]
  ) assert.ok(!parse(wrong), wrong);
  const secret = (secret: string) =>
    destinationRequestSchema.safeParse({ type: "webhook", name: "x", url: "http://x/", secret })
      .success;
  assert.ok(secret(SECRET));
  assert.ok(!secret("whsec_short"));
  assert.ok(!secret("x".repeat(50)));
});

Deno.test("withoutSecret() tells the end of a secret alone", () => {
  const told = withoutSecret(webhookTo(1));
  assert.ok(!JSON.stringify(told).includes(SECRET.slice(6, 40)));
  assert.ok(told.type === "webhook");
  assert.equal(told.secretEnd, SECRET.slice(-4));
});
