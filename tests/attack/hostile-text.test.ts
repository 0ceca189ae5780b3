// One creator's text and everybody else's requests: a page that takes all the computing there is holds up nobody but itself, and is
// shown as it was written in the end.
import { afterAll, beforeAll, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";

let market: Market;
let creator: Creator;
beforeAll(async () => {
  market = await startMarket();
  creator = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
});
afterAll(() => market?.stop());

async function publish(title: string, preview: string): Promise<string> {
  const draft = { kind: "article", title, price: "0.05", preview, content: "Paid." };
  const { id } = await creator.call<{ id: string }>("POST", "/api/items", draft);
  await creator.call("POST", `/api/items/${id}/publish`, {});
  const { slug } = await creator.call<{ slug: string }>("GET", `/api/items/${id}/draft`);
  return `${market.origin}/@ada/${slug}`;
}

it.each([
  ["quotes without their marks", "> a\na\n".repeat(12_000)],
  ["references to one long definition", `[a]: https://a.example/${"x".repeat(9000)}\n\n${"[a]\n\n".repeat(9000)}`],
])(
  "while a page of %s is made, others are answered; then it is shown as written",
  async (title, preview) => {
    const other = await publish(`Beside ${title}`, "A *plain* word.");
    const url = await publish(title, preview);
    const made = { status: 0, html: "" };
    const making = fetch(url).then(async (answer) => Object.assign(made, { status: answer.status, html: await answer.text() }));
    const answered: number[] = [];
    while (made.status === 0) {
      const asked = performance.now();
      expect(await (await fetch(other)).text()).toContain("<em>plain</em>");
      answered.push(performance.now() - asked);
    }
    await making;
    expect(made.status).toBe(200);
    expect(made.html).toContain('<pre class="plain"');
    expect(made.html.length).toBeLessThan(4 * 1024 ** 2);
    expect(answered.length).toBeGreaterThan(3);
    expect((await fetch(`${market.origin}/feed.xml`)).status).toBe(200);
  },
  120_000,
);
