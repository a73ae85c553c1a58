/**
 * A server with few file descriptors under floods of connections. Linux: `prlimit` sets the limit.
 *
 * @module
 */
import { Client } from "../../testing/client.ts";
import { startForestServer } from "../../testing/demo_server.ts";
import { succeeds } from "./command.ts";
import { type Health, watchHealth } from "./health.ts";
import type { ChaosResult } from "./kills.ts";
import { Ledger } from "./ledger.ts";
import { brief, noteBase } from "./work.ts";

const FILES = 1024;
/** More connections than the server may have files. */
const CONNECTIONS = 1100;

/** What the connections of a flood send; none sends more. */
const FLOODS: Record<string, (host: string) => string> = {
  "send nothing": () => "",
  "send half a request line": () => "GET /heal",
  "send half the headers": (host) => `GET /healthz HTTP/1.1\r\nhost: ${host}\r\nx-a: `,
  "send half a body": (host) =>
    `POST /api/v1/demo HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 1000\r\n\r\n{`,
  "ask and keep the connection": (host) => `GET /healthz HTTP/1.1\r\nhost: ${host}\r\n\r\n`,
};

/**
 * Opens more connections than the server can take, of several kinds, and looks whether it answers
 * while they are open and works afterwards.
 *
 * @param rounds how many of five kinds
 * @param floodMs how long the connections stay
 * @returns `null` where the limit cannot be set
 */
export async function flood(
  rounds: number,
  floodMs: number,
  note: (text: string) => void = () => {},
): Promise<ChaosResult | null> {
  if (!await succeeds("prlimit", "--version")) return null;
  const lost: string[] = [];
  const health: Health = { longestMs: 0, failed: 0, probes: 0 };
  const ledger = new Ledger();
  await using server = await startForestServer({ limits: [`--nofile=${FILES}:${FILES}`] });
  const client = new Client(server.url);
  await noteBase(client, ledger, server.demo, server.forest.run);
  const { hostname, port, host } = new URL(server.url);
  for (const [kind, text] of Object.entries(FLOODS).slice(0, rounds)) {
    const connections: Deno.TcpConn[] = [];
    try {
      await using _watch = watchHealth(server.url, health);
      const bytes = new TextEncoder().encode(text(host));
      for (let opened = 0; opened < CONNECTIONS; opened++) {
        const connection = await connect(hostname, Number(port));
        if (connection === null) continue;
        connections.push(connection);
        if (bytes.length > 0) await connection.write(bytes).catch(() => {});
      }
      await new Promise((resolve) => setTimeout(resolve, floodMs));
    } finally {
      for (const connection of connections) connection.close();
    }
    try {
      lost.push(...await ledger.check(client));
    } catch (error) {
      lost.push(`after connections that ${kind}: ${brief(error as Error)}`);
      break;
    }
    note(`${connections.length} connections that ${kind}: ${lost.length} lost so far`);
  }
  if (health.failed > 0) {
    lost.push(`${health.failed} of ${health.probes} requests for /healthz were not answered`);
  }
  return { lost, health };
}

async function connect(hostname: string, port: number): Promise<Deno.TcpConn | null> {
  try {
    return await Deno.connect({ hostname, port });
  } catch {
    return null;
  }
}
