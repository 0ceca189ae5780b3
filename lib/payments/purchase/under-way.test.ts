import { expect, it } from "vitest";
import type { Db } from "../../db/client";
import { toAddress } from "../../kernel/address";
import { networks } from "../../x402/networks";
import { watchBeginning } from "./under-way";

const payer = toAddress(`0x${"a1".repeat(20)}`);
const other = toAddress(`0x${"b2".repeat(20)}`);
const inProcess = () => ({ db: {} as Db, network: networks.local });

it("counts what was begun and is not stored, and what was stored since one looked", () => {
  const deps = inProcess();
  const [first, second] = [watchBeginning(deps, payer), watchBeginning(deps, payer)];
  expect(second.others()).toBe(0);
  first.begin();
  expect(second.others()).toBe(1);
  first.end();
  expect(second.others()).toBe(1);
  expect(watchBeginning(deps, payer).others()).toBe(0);
});

it("counts a payer's own, and knows company by anybody's", () => {
  const deps = inProcess();
  const [mine, theirs] = [watchBeginning(deps, payer), watchBeginning(deps, other)];
  theirs.begin();
  expect([mine.others(), mine.hasCompany(), theirs.hasCompany()]).toEqual([0, true, false]);
  mine.begin();
  expect(mine.hasCompany()).toBe(true);
  theirs.end();
  theirs.end();
  expect(mine.hasCompany()).toBe(false);
});
