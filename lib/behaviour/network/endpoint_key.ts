const UDP = 17;
const PORTS = 65_537;

/** One number for a host, a port and whether it is of UDP: below 2^53 for any host. */
export function endpointKey(host: number, port: number, protocol: number): number {
  return (host * PORTS + port + 1) * 2 + (protocol === UDP ? 1 : 0);
}

/** One number for a port and its protocol. */
export function portKey(port: number, protocol: number): number {
  return (port + 1) * 256 + protocol;
}
