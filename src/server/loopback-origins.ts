/** The origins of pages that this machine serves to itself on a port. */
export function loopbackOrigins(port: number): readonly string[] {
  return ["localhost", "127.0.0.1", "[::1]"].map((name) => new URL(`http://${name}:${port}`).origin);
}
