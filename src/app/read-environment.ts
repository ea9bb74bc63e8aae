import { RxError } from "../errors/rx-error.ts";

/** How the text of a variable becomes an option. */
const readers: Readonly<Record<string, readonly [option: string, read: (text: string, name: string) => unknown]>> = {
  RX_NAME: ["name", asText],
  RX_DATABASE: ["database", asText],
  RX_STATE_STORE: ["stateStore", asText],
  RX_THEME: ["theme", asJson],
  RX_ORIGINS: ["origins", asList],
  RX_TRUST_PROXY: ["trustProxy", asSwitch],
  RX_DIALECTS: ["dialects", asList],
  RX_LIMITS: ["limits", asJson],
};

/**
 * The options that an environment sets: `RX_` and the option's name, lists comma-separated, `RX_THEME` and `RX_LIMITS`
 * as JSON. An empty variable is none.
 *
 * @throws RxError CONFIG_INVALID.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): Readonly<Record<string, unknown>> {
  const options: Record<string, unknown> = {};
  for (const [variable, [option, read]] of Object.entries(readers)) {
    const text = env[variable];
    if (text !== undefined && text !== "") options[option] = read(text, variable);
  }
  return options;
}

function asText(text: string): unknown {
  return text;
}

function asList(text: string): unknown {
  return text.split(",").map((part) => part.trim());
}

function asSwitch(text: string): unknown {
  return text === "true" || text === "1" ? true : text === "false" || text === "0" ? false : text;
}

function asJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RxError("CONFIG_INVALID", { option: name, expected: 'JSON, as {"name":1}', found: text }, { cause });
  }
}
