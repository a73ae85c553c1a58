/** Why an address cannot be listened on, for the person who chose it. */
export function bindFailure(error: Error, address: string, port: number): string {
  const { code } = error as Error & { code?: string };
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use by another sensor or program. Choose another port.`;
    case "EADDRNOTAVAIL":
      return `This machine has no address ${address}.`;
    case "EACCES":
    case "EPERM":
      return `The server is not permitted to listen on port ${port}. Choose a port of 1024 or above.`;
    default:
      return `Cannot listen on port ${port} of ${address}: ${error.message}`;
  }
}
