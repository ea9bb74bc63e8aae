/** What Next says of its own affairs, or what we say better. */
const noise = [
  /^\s*$/,
  /^\s*▲ Next\.js/,
  /^\s*- (Local|Network|Environments|Experiments)/,
  /^\s*[✓○] /,
  /^\s*(GET|POST|HEAD|PUT|PATCH|DELETE|OPTIONS) \//,
  /^\s*(⚠|warn).*(lockfile|workspace root|NODE_ENV|experimental)/i,
  /^\s*Creating turbopack project/,
  // Its list of experiments.
  /^\s*[⨯·✓] \w+$/,
];

/** The event server is away while it starts anew: the browser says so already. */
const proxyError = /^Failed to proxy /;
const proxyErrorRest = /^(\s|\[?(Aggregate)?Error|\}|\]|$)/;

/** Gives the lines of Next's output that an author must see: errors, and what the app's own code prints while a page is rendered. */
export function createNextFilter(): (line: string) => boolean {
  let inProxyError = false;
  return (line) => {
    if (inProxyError && proxyErrorRest.test(line)) return false;
    inProxyError = proxyError.test(line);
    return !inProxyError && !noise.some((pattern) => pattern.test(line));
  };
}
