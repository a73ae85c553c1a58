import { ScrollTable } from "../ScrollTable.tsx";
import { formatBytes, formatCount, formatPlural } from "../../lib/base/format.ts";
import type { HostProfile } from "../../lib/detections/hosts/host_profile.ts";
import type { TimeWords } from "../../lib/web/detections/describe_time.ts";

const DAY = 86_400_000;
/** What is met first after so much of the data is new. */
const OLD_SHARE = 0.5;

interface HostPeersProps {
  /** Of the page of a host. */
  addressOf: (host: string) => string;
  profile: HostProfile;
  /** Of all records. */
  span: { from: number; to: number };
  words: TimeWords;
}

/** With whom a host deals, inside and outside of its network. */
export function HostPeers({ addressOf, profile, span, words }: HostPeersProps) {
  const most = Math.max(1, ...profile.peers.map(({ bytes }) => bytes));
  return (
    <section class="card stack" aria-labelledby="peers-title">
      <h2 id="peers-title">
        Peers{" "}
        <small>{formatPlural(profile.peerCount, "host")}, those with the most bytes first</small>
      </h2>
      <div class="host-peers">
        {[{ title: "Inside", isInside: true }, { title: "Outside", isInside: false }].map(
          (side) => {
            const peers = profile.peers.filter(({ isInside }) => isInside === side.isInside);
            return (
              <div key={side.title}>
                <h3>{side.title}</h3>
                {peers.length === 0 ? <p class="muted">None.</p> : (
                  <ul>
                    {peers.map(({ peer, bytes, connections, firstSeen }) => (
                      <li key={peer}>
                        <a href={addressOf(peer)}>{peer}</a>
                        {isNew(firstSeen, span) && <span class="badge badge-warning">new</span>}
                        <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                          <rect class="range-bar" width={100 * bytes / most} height="1" />
                        </svg>
                        <span class="muted small">
                          {formatBytes(bytes)} in {formatPlural(connections, "connection")}; since
                          {" "}
                          {words.moment(firstSeen)}
                        </span>
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            );
          },
        )}
      </div>
    </section>
  );
}

/** The ports that a host uses, and those that it is used on. */
export function HostPorts({ profile, span, words }: Omit<HostPeersProps, "addressOf">) {
  if (profile.ports.length === 0) return null;
  return (
    <section class="card stack" aria-labelledby="ports-title">
      <h2 id="ports-title">Ports and services</h2>
      <ScrollTable label="Ports and services">
        <thead>
          <tr>
            <th scope="col">Port</th>
            <th scope="col">Service</th>
            <th scope="col">Direction</th>
            <th scope="col">First seen{words.zone && ` (${words.zone})`}</th>
            <th scope="col" class="number">Connections</th>
            <th scope="col" class="number">Bytes (both directions)</th>
          </tr>
        </thead>
        <tbody>
          {profile.ports.map(({ port, protocol, service, isServer, ...used }) => (
            <tr key={`${port} ${protocol} ${isServer}`}>
              <th scope="row">{protocol === null ? port : `${port}/${protocol}`}</th>
              <td>{service}</td>
              <td>{isServer ? "Inbound" : "Outbound"}</td>
              <td>
                {words.moment(used.firstSeen)}{" "}
                {isNew(used.firstSeen, span) && <span class="badge badge-warning">new</span>}
              </td>
              <td class="number">{formatCount(used.connections)}</td>
              <td class="number">{formatBytes(used.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}

/** Whether something came up late in data of several days. */
function isNew(firstSeen: number, { from, to }: { from: number; to: number }): boolean {
  return to - from > 3 * DAY && firstSeen > from + OLD_SHARE * (to - from);
}
