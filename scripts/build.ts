// npm run build: the production build in .next, with the Prisma client that it bundles.
import { ensureBuild } from "./local/build";
import { ensureClient } from "./local/generate";
import { messageOf, step } from "./local/steps";

try {
  await ensureClient();
  await step("Building the site (half a minute or so)", () => ensureBuild());
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
