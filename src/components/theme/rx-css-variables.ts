import type { ConvertCSSVariablesInput, MantineTheme } from "@mantine/core";
import { tokens, type TokenName } from "./tokens.ts";

/**
 * Makes the CSS variables of the theme: `--rx-*` for both schemes, and Mantine's own set to them, so that Mantine, the
 * grid and charts repaint together when the scheme changes, without JavaScript.
 */
export function rxCssVariables(theme: MantineTheme): ConvertCSSVariablesInput {
  const own = theme.primaryColor === "indigo" ? {} : accentOf(theme.primaryColor);
  return {
    variables: shared,
    light: { ...named(tokens.light), ...own, ...mantine },
    dark: { ...named(tokens.dark), ...own, ...mantine },
  };
}

const shared = {
  "--rx-radius-check": "4px",
  "--rx-radius-mark": "5px",
  "--rx-radius": "6px",
  "--rx-radius-menu": "8px",
  "--rx-radius-card": "10px",
  "--rx-radius-palette": "12px",
  "--rx-ease": "cubic-bezier(.2,.8,.2,1)",
  "--mantine-line-height": "1.4615",
};

const mantine = {
  "--mantine-color-body": "var(--rx-surface)",
  "--mantine-color-text": "var(--rx-text)",
  "--mantine-color-bright": "var(--rx-text)",
  "--mantine-color-dimmed": "var(--rx-text3)",
  "--mantine-color-placeholder": "var(--rx-text3)",
  "--mantine-color-anchor": "var(--rx-accent-text)",
  "--mantine-color-default": "var(--rx-surface)",
  "--mantine-color-default-hover": "var(--rx-hover)",
  "--mantine-color-default-color": "var(--rx-text)",
  "--mantine-color-default-border": "var(--rx-border-strong)",
  "--mantine-color-error": "var(--rx-bad-text)",
  "--mantine-color-disabled": "var(--rx-sunken)",
  "--mantine-color-disabled-color": "var(--rx-text3)",
  "--mantine-color-disabled-border": "var(--rx-border)",
  "--mantine-primary-color-filled": "var(--rx-accent)",
  "--mantine-primary-color-filled-hover": "var(--rx-accent-hover)",
  "--mantine-primary-color-light": "var(--rx-accent-soft)",
  "--mantine-primary-color-light-hover": "var(--rx-accent-soft2)",
  "--mantine-primary-color-light-color": "var(--rx-accent-text)",
  "--mantine-color-indigo-filled": "var(--rx-accent)",
  "--mantine-color-indigo-filled-hover": "var(--rx-accent-hover)",
  "--mantine-color-indigo-light": "var(--rx-accent-soft)",
  "--mantine-color-indigo-light-hover": "var(--rx-accent-soft2)",
  "--mantine-color-indigo-light-color": "var(--rx-accent-text)",
  "--mantine-color-red-filled": "var(--rx-danger)",
  "--mantine-color-red-filled-hover": "var(--rx-danger-hover)",
};

function named(colors: Record<TokenName, string>): Record<`--rx-${string}`, string> {
  return Object.fromEntries(Object.entries(colors).map(([name, value]) => [`--rx-${name}`, value]));
}

/** An app's own primary colour takes the place of the accent, in both schemes. */
function accentOf(color: string): Record<`--rx-${string}`, string> {
  return {
    "--rx-accent": `var(--mantine-color-${color}-filled)`,
    "--rx-accent-hover": `var(--mantine-color-${color}-filled-hover)`,
    "--rx-accent-text": `var(--mantine-color-${color}-light-color)`,
    "--rx-accent-soft": `var(--mantine-color-${color}-light)`,
    "--rx-accent-soft2": `var(--mantine-color-${color}-light-hover)`,
    "--rx-focus": `var(--mantine-color-${color}-filled)`,
  };
}
