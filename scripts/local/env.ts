// Settings come from the environment, and from an optional .env beside package.json; the environment wins, empty means unset.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

export type Settings = Record<string, string | undefined>;

export function loadEnv(folder = join(import.meta.dirname, "../.."), environment: Settings = process.env): Settings {
  const file = join(folder, ".env");
  const written = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  return { ...filled(written), ...filled(environment) };
}

function filled(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value));
}
