import { spinner } from "@clack/prompts";

/** Says how far the work is: a few words after the title. */
export interface Progress {
  update(text: string): void;
}

/**
 * Runs work of more than a second and says so on stderr: a spinner on a terminal, a line at the beginning and one at the end
 * elsewhere.
 */
export async function withProgress<T>(title: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  return process.stderr.isTTY ? spin(title, work) : lines(title, work);
}

async function spin<T>(title: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  const shown = spinner({ output: process.stderr });
  shown.start(title);
  try {
    const result = await work({ update: (text) => shown.message(`${title}: ${text}`) });
    shown.stop(title);
    return result;
  } catch (thrown) {
    shown.error(title);
    throw thrown;
  }
}

async function lines<T>(title: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  let saidAt = startedAt;
  console.error(`${title} …`);
  const result = await work({
    update: (text) => {
      if (performance.now() - saidAt < 1_000) return;
      saidAt = performance.now();
      console.error(`${title}: ${text} …`);
    },
  });
  const seconds = (performance.now() - startedAt) / 1000;
  if (seconds >= 1) console.error(`${title}: done in ${seconds.toFixed(1)} s`);
  return result;
}
