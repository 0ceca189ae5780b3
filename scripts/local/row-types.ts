// Columns that the schema documents as `[Address]`, `[Hash]` or `[Hex]` get that type of lib/kernel/address.ts in the generated
// rows, where Prisma itself only knows strings.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const COLUMN = /(\* \[(Address|Hash|Hex)\]\n\s*\*\/\n\s*\w+: )string/g;
const IMPORT = 'import type { Address, Hash, Hex } from "../../../kernel/address"\n';

export const withRowTypes = (code: string): string => {
  const typed = code.replace(COLUMN, "$1$2");
  return typed === code ? code : typed.replace(/^import /m, `${IMPORT}import `);
};

export function writeRowTypes(models: string): void {
  for (const name of readdirSync(models)) {
    const path = join(models, name);
    writeFileSync(path, withRowTypes(readFileSync(path, "utf8")));
  }
}
