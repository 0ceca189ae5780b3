// How migrations are applied: by a server's start, by a restore, by tests that load our modules anew for each file.
import { expect, it, onTestFinished, vi } from "vitest";
import { createBareDatabase } from "../support/database";

it("migrations are applied by each copy of their module that one process loads", async () => {
  for (let copy = 0; copy < 3; copy++) {
    vi.resetModules();
    const { migrate, migrationNames } = await import("../../scripts/local/migrate");
    const { url, drop } = await createBareDatabase();
    onTestFinished(drop);
    expect(await migrate(url)).toEqual(migrationNames());
  }
});
