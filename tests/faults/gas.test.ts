// What the relayer pays for: one transaction for each authorization that is settled, and not a wei for one that is refused.
// GAS_ROUNDS says how many payments of each kind.
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accounts } from "../../scripts/local/accounts";
import { usdc, usdcAbi } from "../../scripts/local/usdc";
import { authorize, type ExactPayload, offerV1, payloadV1, toBase64 } from "../conformance/payer";
import { noteFigures } from "../support/figures";
import { truthOf, wrongOf } from "./oracle";
import { type Buyer, insist, type Stage, setStage, signedHeaders } from "./stage";

const ROUNDS = Number(process.env.GAS_ROUNDS ?? 1);
const ANYBODY = "0x00000000000000000000000000000000000e15e0";
let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.stop());

const headersOf = (payload: ExactPayload) => ({ "X-PAYMENT": toBase64(payloadV1(payload)) });
const relayer = async () => ({
  wei: await stage.chain.getBalance({ address: accounts.relayer.address }),
  transactions: await stage.chain.getTransactionCount({ address: accounts.relayer.address }),
});

/** Somebody else brings the authorization to the chain before we have seen it. */
async function spendElsewhere({ authorization, signature }: ExactPayload): Promise<void> {
  const { from, to, value, validAfter, validBefore, nonce } = authorization;
  await stage.chain.writeContractSync({
    account: accounts.minter.account,
    address: usdc,
    abi: usdcAbi,
    functionName: "transferWithAuthorization",
    args: [from, to, BigInt(value), BigInt(validAfter), BigInt(validBefore), nonce, signature],
  });
}

/** Payments that cannot be taken, each wrong in one way. */
const refusable: Record<string, (buyer: Buyer, payTo: `0x${string}`, amount: string) => Promise<ExactPayload>> = {
  "of a wallet without money": (_, payTo, amount) =>
    authorize({ account: privateKeyToAccount(generatePrivateKey()) }, payTo, amount),
  "of too little": (buyer, payTo, amount) => authorize(buyer, payTo, String(BigInt(amount) - 1n)),
  "to somebody else": (buyer, _, amount) => authorize(buyer, ANYBODY, amount),
  "that ends too soon": (buyer, payTo, amount) => authorize(buyer, payTo, amount, 10),
  "that another wallet signed": async (buyer, payTo, amount) => {
    const { signature } = await authorize({ account: privateKeyToAccount(generatePrivateKey()) }, payTo, amount);
    return { ...(await authorize(buyer, payTo, amount)), signature };
  },
  "that was spent elsewhere": async (buyer, payTo, amount) => {
    const payload = await authorize(buyer, payTo, amount);
    await spendElsewhere(payload);
    return payload;
  },
};

it.each(Object.entries(refusable))(
  "a payment %s is refused, and costs no gas",
  async (_, sign) => {
    for (let round = 0; round < ROUNDS; round++) {
      const [url, buyer] = [await stage.newUrl(), await stage.newBuyer()];
      const { payTo, maxAmountRequired } = await offerV1(await fetch(url));
      const headers = headersOf(await sign(buyer, payTo, maxAmountRequired));
      const before = await relayer();
      const answers = await Promise.all([1, 2, 3].map(() => fetch(url, { headers }).then(({ status }) => status)));
      const after = await relayer();
      noteFigures("R13", { refused: 1, weiForRefused: Number(before.wei - after.wei) });
      expect(answers).toEqual([402, 402, 402]);
      expect(after).toEqual(before);
    }
  },
  60_000 * ROUNDS,
);

it(
  "a payment that is taken is one transaction, however often it is shown; one for what is owned is none",
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [url, buyer] = [await stage.newUrl(), await stage.newBuyer()];
      const [headers, another, before] = [await signedHeaders(url, buyer), await signedHeaders(url, buyer), await relayer()];
      await Promise.all([1, 2, 3].map(() => insist(url, headers)));
      const transactions = (await relayer()).transactions - before.transactions;
      noteFigures("R13", { authorizations: 1, transactions });
      expect(transactions).toBe(1);
      const paid = await relayer();
      expect((await fetch(url, { headers: another })).status).toBe(409);
      expect(await relayer()).toEqual(paid);
      noteFigures("R13", { refused: 1, weiForRefused: Number(paid.wei - (await relayer()).wei) });
      expect(wrongOf(await truthOf(stage.chain, { buyer, urls: [url] }))).toBeNull();
    }
  },
  60_000 * ROUNDS,
);
