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

/** A page that is asked for the first time. */
const compiling = /^\s*○ Compiling (\/\S*) \.\.\./;

/** The event server is away while it starts anew: the browser says so already. */
const proxyError = /^Failed to proxy /;
const proxyErrorRest = /^(\s|\[?(Aggregate)?Error|\}|\]|$)/;

/**
 * Says of each line of Next's output what an author is to see of it, if anything: errors, what the app's own code prints while
 * a page is rendered, and which page is compiled while somebody waits for it.
 */
export function createNextReader(): (line: string) => string | undefined {
  let inProxyError = false;
  return (line) => {
    if (inProxyError && proxyErrorRest.test(line)) return undefined;
    inProxyError = proxyError.test(line);
    const route = compiling.exec(line)?.[1];
    if (route !== undefined) return `Compiling ${route} …`;
    return inProxyError || noise.some((pattern) => pattern.test(line)) ? undefined : line;
  };
}
