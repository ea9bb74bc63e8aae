/** The name under which a default export without a name of its own is kept. */
export const defaultName = "*default*";
