/** Number of the wire format. A browser that speaks another one is told to reload. */
export const protocolVersion = 1;
