// npm run layers: writes the import rules and the table of rooms, from the one table in scripts/local/layers.ts.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { layerRules, withLayerTable } from "./local/layers";

const root = join(import.meta.dirname, "..");
const architecture = join(root, "docs/architecture.md");

writeFileSync(join(root, "biome.layers.json"), layerRules());
writeFileSync(architecture, withLayerTable(readFileSync(architecture, "utf8")));
