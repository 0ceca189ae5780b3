// npm run env-example   writes .env.example anew from the README's table of settings
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { envExample } from "./local/env-example";

const root = join(import.meta.dirname, "..");
writeFileSync(join(root, ".env.example"), envExample(readFileSync(join(root, "README.md"), "utf8")));
