import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadEnv } from "./env";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pennypost-env-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("needs no .env", () => {
  expect(loadEnv(folder, { PORT: "1" })).toEqual({ PORT: "1" });
});

it("lets the environment win over .env, and takes an empty value for unset", () => {
  writeFileSync(join(folder, ".env"), 'PORT=3000\nNETWORK="base" # comment\nRPC_URL=\nDATABASE_URL=postgresql://file\n');
  expect(loadEnv(folder, { PORT: "4000", DATABASE_URL: "", RPC_URL: "" })).toEqual({
    PORT: "4000",
    NETWORK: "base",
    DATABASE_URL: "postgresql://file",
  });
});
