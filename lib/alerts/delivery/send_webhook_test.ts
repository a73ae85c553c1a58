import assert from "node:assert/strict";
import { newSecret } from "./destination_secret.ts";
import { sendWebhook, type WebhookMessage, type WebhookNetwork } from "./send_webhook.ts";
import { webhookReceiver } from "./testing.ts";

/** A certificate for the name receiver.test, made for the tests, and its key. */
const [certificate, key] = await Promise.all(
  ["receiver.pem", "receiver_key.pem"].map((name) =>
    Deno.readTextFile(new URL(`testdata/${name}`, import.meta.url))
  ),
);

function messageTo(url: string): WebhookMessage {
  return { id: "alert-1", url, secret: newSecret(), contentType: "text/plain", body: "Überfluß" };
}

/** A name server whose answers change, and how often it was asked. */
function changing(...answers: string[][]) {
  let asked = 0;
  const network: WebhookNetwork = {
    resolve: () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)]),
    certificates: [certificate],
  };
  return { network, asked: () => asked };
}

Deno.test("sendWebhook() connects to the address that was checked, and asks no second time", async () => {
  await using receiver = webhookReceiver();
  const names = changing(["127.0.0.1"], ["169.254.169.254"]);
  await sendWebhook(messageTo(`http://receiver.test:${receiver.port}/hook`), names.network);
  const [{ headers, body }] = await receiver.until(1);
  assert.equal(headers.get("host"), `receiver.test:${receiver.port}`);
  assert.equal(body, "Überfluß");
  assert.equal(names.asked(), 1);
});

Deno.test("sendWebhook() sends nothing where a name leads to what is refused", async () => {
  await using receiver = webhookReceiver();
  const names = changing(["127.0.0.1", "::127.0.0.1"]);
  await assert.rejects(
    sendWebhook(messageTo(`http://receiver.test:${receiver.port}/`), names.network),
    /reserved address/,
  );
  assert.equal(receiver.received.length, 0);
});

Deno.test("sendWebhook() goes on to the next address of a name that does not answer", async () => {
  await using receiver = webhookReceiver();
  const names = changing(["::1", "127.0.0.1"]);
  await sendWebhook(messageTo(`http://receiver.test:${receiver.port}/`), names.network);
  assert.equal((await receiver.until(1)).length, 1);
});

Deno.test("sendWebhook() checks the certificate against the name, not the address", async () => {
  const hosts: (string | null)[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", cert: certificate, key, onListen() {} },
    async (request) => {
      hosts.push(request.headers.get("host"));
      await request.body?.cancel();
      return new Response(null, { status: 204 });
    },
  );
  const { port } = server.addr;
  const { network } = changing(["127.0.0.1"]);
  await sendWebhook(messageTo(`https://receiver.test:${port}/`), network);
  assert.deepEqual(hosts, [`receiver.test:${port}`]);
  await assert.rejects(
    sendWebhook(messageTo(`https://other.test:${port}/`), network),
    /certificate/,
  );
  await assert.rejects(
    sendWebhook(messageTo(`https://receiver.test:${port}/`), { resolve: network.resolve }),
    /certificate/,
  );
  assert.equal(hosts.length, 1);
  await server.shutdown();
});

Deno.test("sendWebhook() follows no redirect and repeats what may pass", async () => {
  await using elsewhere = webhookReceiver();
  const location = `http://127.0.0.1:${elsewhere.port}/`;
  await using receiver = webhookReceiver([307, 503], { location, "retry-after": "2" });
  const message = messageTo(`http://127.0.0.1:${receiver.port}/`);
  await assert.rejects(sendWebhook(message), { isFinal: true });
  await assert.rejects(sendWebhook(message), { isFinal: false, retryAfterMs: 2000 });
  assert.equal(elsewhere.received.length, 0);
});
