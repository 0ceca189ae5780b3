// Prints the plates to PNG through Chromium. Needs on the path: chromium, pngquant; and the font EB Garamond.
// Run: npx tsx prisma/seed/make/plates/make.ts

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cardioid, harmonograph, rosette, tides } from "./curves";
import { island, moon, penrose, sunflower } from "./fields";
import { stampPage } from "./frame";

const OUT = join(import.meta.dirname, "../../content/bram-oduya/eight-stamps-never-issued/files");
const PLATES = [harmonograph, rosette, sunflower, moon, tides, cardioid, island, penrose];
const CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1600,2000"];

mkdirSync(OUT, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), "plates-"));
PLATES.forEach((draw, index) => {
  const plate = draw();
  const page = join(scratch, "plate.html");
  const raw = join(scratch, "plate.png");
  const name = `${index + 1}-${plate.title.toLowerCase().replaceAll(" ", "-")}.png`;
  writeFileSync(page, stampPage(plate));
  execFileSync("chromium", [...CHROMIUM, `--screenshot=${raw}`, pathToFileURL(page).href], {
    stdio: "ignore",
  });
  execFileSync("pngquant", ["--force", "--nofs", "--output", join(OUT, name), "48", raw]);
});
rmSync(scratch, { recursive: true });
