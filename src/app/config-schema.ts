import { z } from "zod";
import { defaultLimits } from "../protocol/limits.ts";

const limits = z.strictObject(
  Object.fromEntries(Object.keys(defaultLimits).map((name) => [name, z.int().positive().optional()])),
);

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: 'scheme, host and port alone, as "https://app.example.com"',
});

/** What rx.config.ts may hold; `Config` in define-config.ts is its type, and says what each option means. */
export const configSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, { error: "up to 40 lower case letters, digits and -, a letter first" })
    .optional(),
  database: z.string().min(1).optional(),
  stateStore: z.string().min(1).optional(),
  theme: z
    .strictObject({
      primaryColor: z.string().optional(),
      colorScheme: z.enum(["light", "dark", "auto"]).optional(),
    })
    .optional(),
  origins: z.array(origin).min(1).optional(),
  trustProxy: z.union([z.boolean(), z.string()]).optional(),
  dialects: z
    .array(z.enum(["sqlite", "postgres", "mysql"]))
    .min(1)
    .optional(),
  limits: limits.optional(),
});
