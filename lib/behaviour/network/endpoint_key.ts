const UDP = 17;
const PORTS = 65_537;

/** One number for a host or network, a port and whether it is of UDP: below 2^53 for any key. */
export function endpointKey(key: number, port: number, protocol: number): number {
  return (key * PORTS + port + 1) * 2 + (protocol === UDP ? 1 : 0);
}

/** One number for a port and its protocol. */
export function portKey(port: number, protocol: number): number {
  return (port + 1) * 256 + protocol;
}

/** Above these, ports are given out at random: to clients by TCP, to calls and games by UDP. */
const DYNAMIC = { tcp: 49_152, udp: 10_000 };

/** Whether a port is given out at random, or is none; what answers there says nothing of a service. */
export function isDynamicPort(port: number, protocol: number): boolean {
  return port < 0 || port >= (protocol === UDP ? DYNAMIC.udp : DYNAMIC.tcp);
}
