// A wallet's account: where it is signed in, and its way out everywhere.
import { expect } from "@playwright/test";
import { test, visit } from "./fixtures";

test("a wallet sees its browsers, signs one of them out, then all", async ({ page, enter, city }) => {
  const person = await city.person();
  const [here, there] = [await city.sessionOf(person), await city.sessionOf(person)];
  await enter(here);
  await visit(page, "/account");
  const rows = page.getByRole("list", { name: "Where you are signed in" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: "this one" })).toHaveCount(1);
  await page.getByRole("button", { name: /^Sign out of / }).click();
  await expect(rows).toHaveCount(1);
  const ended = await fetch(`${city.origin}/api/session`, { headers: { cookie: there.cookie } });
  expect((await ended.json()).wallet).toBeNull();

  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to see your account" })).toBeVisible();
  await expect(page.getByRole("banner").getByRole("button", { name: "Sign in" })).toBeVisible();
});
