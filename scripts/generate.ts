// npm run generate: the Prisma client.
import { ensureClient } from "./local/generate";

console.log((await ensureClient()) ? "Generated the Prisma client." : "The Prisma client is up to date.");
