// A whole shop at once: Markdown in by the browser and by the script, everything out as an archive that opens.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { Uint8ArrayReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { planImport } from "../lib/archive/plan";
import { openZip } from "../lib/archive/zip-source";
import { test, visit } from "./fixtures";

const markdown = (text: string) => ({ mimeType: "text/markdown", buffer: Buffer.from(text) });
const ferries =
  "---\ntitle: On ferries\nprice: 0.40\ntags: sea, boats\n---\nThe boat leaves at six.\n\n<!--paywall-->\n\nThere is coffee.\n";

test("three texts are imported in the dashboard; the broken one says why and spoils nothing", async ({ page, enter, shop }) => {
  await enter(shop);
  await visit(page, "/dashboard/import");
  await page.getByLabel("Files or a ZIP archive").setInputFiles([
    { name: "ferries.md", ...markdown(ferries) },
    { name: "2024-05-03-low-water.md", ...markdown("# Low water\n\nAll of this is paid.\n") },
    { name: "broken.md", ...markdown("---\ntitle: [unclosed\n---\nText\n") },
  ]);
  const row = (text: string) => page.getByRole("region", { name: "Pieces to import" }).getByRole("row").filter({ hasText: text });
  await expect(row("On ferries")).toContainText("$0.40");
  await expect(row("On ferries")).toContainText("5 free, 3 paid");
  await expect(row("Low water")).toContainText("all of it is paid");
  await expect(row("broken.md")).toContainText("not valid YAML");
  await page.getByLabel("Publish them").check();
  await page.getByRole("button", { name: "Import 2 pieces" }).click();
  await expect(page.getByText("2 imported, 1 not imported.").or(page.getByText("1 not imported, 2 imported."))).toBeVisible();

  await page.getByRole("button", { name: "Compare once more" }).click();
  await expect(row("On ferries")).toContainText("Stays as it is");
  await expect(page.getByRole("button", { name: "Nothing to import" })).toBeDisabled();
  await visit(page, `/@${shop.handle}/low-water`);
  await expect(page.getByRole("heading", { level: 1, name: "Low water" })).toBeVisible();
});

test("an export downloads as an archive that opens and is a plan again, in the browser too", async ({ page, enter, shop }) => {
  await shop.article({ content: "## Kept\n\nWord for word." });
  await shop.files([{ name: "table.csv", body: "a,b\n1,2\n" }]);
  await enter(shop);
  await visit(page, "/dashboard/settings");
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export everything" }).click();
  const download = await started;
  expect(download.suggestedFilename()).toMatch(new RegExp(`^${shop.handle}-\\d{4}-\\d\\d-\\d\\d\\.zip$`));
  const path = await download.path();
  const plan = await planImport(await openZip(new Uint8ArrayReader(new Uint8Array(await readFile(path)))));
  expect(plan.items.map(({ problems, fileCount }) => [problems, fileCount])).toEqual([
    [[], 0],
    [[], 1],
  ]);

  await visit(page, "/dashboard/import");
  const archive = { name: "shop.zip", mimeType: "application/zip", buffer: await readFile(path) };
  await page.getByLabel("Files or a ZIP archive").setInputFiles(archive);
  await expect(page.getByRole("button", { name: "Nothing to import" })).toBeVisible();
  await page.getByRole("button", { name: "Choose others" }).click();
  await page.getByLabel("Files or a ZIP archive").setInputFiles({ ...archive, buffer: Buffer.from("no archive") });
  await expect(page.getByText("This is not a ZIP archive")).toBeVisible();
});

test("the script imports a folder once, says what it did, and ends as it went", async ({ city, shop }) => {
  const { token } = await shop.call<{ token: string }>("POST", "/api/keys", { name: "script", scopes: ["items"] });
  const folder = await mkdtemp(join(tmpdir(), "pennypost-import-"));
  const run = (...more: string[]) => {
    const command = ["--import", "tsx", "scripts/import.ts", folder, "--url", city.origin, "--key", token, ...more];
    return promisify(execFile)(process.execPath, command).then(
      ({ stdout }) => ({ stdout, code: 0 }),
      ({ stdout, code }: { stdout: string; code: number }) => ({ stdout, code }),
    );
  };
  try {
    await writeFile(join(folder, "ferries.md"), ferries);
    await mkdir(join(folder, "tables/files"), { recursive: true });
    await writeFile(join(folder, "tables/item.md"), "---\ntitle: Tables\nprice: 1\n---\nThree tables.\n");
    await writeFile(join(folder, "tables/files/one.csv"), "a,b\n");
    expect(await run("--dry-run")).toMatchObject({ code: 0, stdout: expect.stringContaining("2 created, 0 updated") });
    expect(await run("--publish")).toMatchObject({ code: 0, stdout: expect.stringContaining("2 created, 0 updated") });
    await writeFile(join(folder, "priceless.md"), "# No price\n\nText.\n");
    const again = await run("--publish");
    expect(again.stdout).toContain("0 created, 0 updated, 2 unchanged, 1 failed");
    expect(again.stdout).toContain("names no price");
    expect(again.code).toBe(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});
