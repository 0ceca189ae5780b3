// Where the programs of processes apart lie: built beside the server in production, as they are written elsewhere.
import { join } from "node:path";
import { isProduction } from "../config/production";

export interface Program {
  path: string;
  execArgv: string[];
}

/** `source`: its path from the repository's root, without `.ts`. */
export function programOf(source: string): Program {
  const heap = "--max-old-space-size=256";
  return isProduction
    ? { path: join(process.cwd(), `${source}.mjs`), execArgv: [heap] }
    : { path: join(process.cwd(), `${source}.ts`), execArgv: ["--import", "tsx", heap] };
}
