// Loaded into Next's development server before it: it asks the package registry for its newest version, there is no switch
// for it, and the page's live updates wait for the answer. Without a network that would be a long time.
const { fetch } = globalThis;

globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (url.startsWith("https://registry.npmjs.org/-/package/next/dist-tags")) throw new TypeError("not asked");
  return fetch(input, init);
};
