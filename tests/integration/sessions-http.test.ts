// A wallet's sessions over HTTP: seen, ended one by one, and ended everywhere.
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect, it } from "vitest";
import { call, expectProblem, signInMessage } from "./http-harness";

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const account = privateKeyToAccount(generatePrivateKey());

async function signIn(by = account): Promise<string> {
  const message = await signInMessage(by.address);
  const body = { message, signature: await by.signMessage({ message }) };
  const answer = await call("POST", "/api/session", {}, { body, headers: { "User-Agent": firefox } });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

interface Row {
  id: string;
  device: string;
  isCurrent: boolean;
}
const list = async (cookie: string): Promise<Row[]> => (await (await call("GET", "/api/sessions", {}, { cookie })).json()).rows;
const walletOf = async (cookie: string) => (await (await call("GET", "/api/session", {}, { cookie })).json()).wallet;

it("a wallet sees its sessions and which of them asks, and ends another one", async () => {
  const [here, there] = [await signIn(), await signIn()];
  const rows = await list(here);
  expect(rows.map(({ device, isCurrent }) => [device, isCurrent])).toEqual([
    ["Firefox, Linux", false],
    ["Firefox, Linux", true],
  ]);
  const sessionId = rows[0]?.id ?? "";
  const stranger = await signIn(privateKeyToAccount(generatePrivateKey()));
  const end = (cookie: string) => call("DELETE", "/api/sessions/{sessionId}", { sessionId }, { cookie });
  await expectProblem(await end(stranger), 404, "not_found");
  expect((await end(here)).status).toBe(204);
  await expectProblem(await end(here), 404, "not_found");
  expect([await walletOf(here), await walletOf(there)]).toEqual([account.address.toLowerCase(), null]);
});

it("signing out everywhere ends every session of the wallet and of no other, and takes the cookie back", async () => {
  const [here, there, stranger] = [await signIn(), await signIn(), await signIn(privateKeyToAccount(generatePrivateKey()))];
  const answer = await call("DELETE", "/api/sessions", {}, { cookie: here });
  expect([answer.status, answer.headers.get("set-cookie")]).toEqual([204, expect.stringMatching(/^pennypost=; .*1970/)]);
  expect([await walletOf(here), await walletOf(there)]).toEqual([null, null]);
  expect(await list(stranger)).toHaveLength(1);
});

it("who is not signed in has none to see or to end", async () => {
  await expectProblem(await call("GET", "/api/sessions"), 401, "not_signed_in");
  await expectProblem(await call("DELETE", "/api/sessions"), 401, "not_signed_in");
});
