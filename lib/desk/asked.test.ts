import { expect, it } from "vitest";
import { readAsked } from "./asked";

const id = "0".repeat(26);
const wallet = `0x${"Ab".repeat(20)}`;

it.each([
  [` pur_${id} `, { purchaseId: `pur_${id}` }],
  [`item_${id}`, { itemId: `item_${id}` }],
  [`cre_${id}`, { creatorId: `cre_${id}` }],
  [wallet, { wallet: wallet.toLowerCase() }],
  [`0x${"Ab".repeat(32)}`, { transaction: `0x${"ab".repeat(32)}` }],
  ["@Ada", { handle: "ada" }],
  ["/@ada/on-pennies", { handle: "ada", slug: "on-pennies" }],
  ["https://pennypost.example/@ada/on-pennies?as=reader#end", { handle: "ada", slug: "on-pennies" }],
  ["ada", undefined],
  ["", undefined],
  [`pur_${id}0`, undefined],
  ["' OR 1=1", undefined],
])("%j is understood as %j", (typed, asked) => {
  expect(readAsked(typed)).toEqual(asked);
});
