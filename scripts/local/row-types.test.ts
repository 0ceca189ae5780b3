import { expect, it } from "vitest";
import { withRowTypes } from "./row-types";

const model = `import type * as Prisma from "x"
scalars: {
  /**
   * [Address]
   */
  payTo: string
  handle: string
}`;

it("a column that the schema calls an address has that type in its rows, and no other column", () => {
  const typed = withRowTypes(model);
  expect(typed).toContain("payTo: Address\n  handle: string");
  expect(typed).toMatch(/^import type \{ Address, Hash, Hex \} from "..\/..\/..\/kernel\/address"/);
});

it("a model without such a column stays as it is", () => {
  expect(withRowTypes("handle: string")).toBe("handle: string");
});
