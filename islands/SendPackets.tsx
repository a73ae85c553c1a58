import { CopyButton } from "./controls/CopyButton.tsx";

/** How packets are sent to a sensor. */
export function SendPackets({ address }: { address: string }) {
  const command = `tcpdump -U -w - | curl -T - -X POST ${address}`;
  return (
    <section class="card stack" aria-labelledby="send-title">
      <h2 id="send-title">Send packets</h2>
      <pre class="code" tabIndex={0}><code>{command}</code></pre>
      <CopyButton label="Copy command" text={command} />
    </section>
  );
}
