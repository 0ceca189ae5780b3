// npm run serve   the production server alone, as it was built, with the settings of .env and the environment: installs nothing, starts
//                 no database and no chain, migrates nothing. In a release the same is `node server.js`.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { loadEnv } from "./local/env";
import { SERVER, serverEnv } from "./local/web";

if (!existsSync(SERVER)) {
  console.error("There is no build: npm run build makes it.");
  process.exit(1);
}
const settings = loadEnv();
Object.assign(process.env, serverEnv(Number(settings.PORT ?? 3000), settings));
await import(pathToFileURL(SERVER).href);
