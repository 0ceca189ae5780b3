// Wrong designs, planted around the real verbs: in what they are told by their ports, in the schema, in who calls them.
import type { Facilitator, PreparedSettlement } from "../../../lib/chain/facilitator";
import type { Usdc } from "../../../lib/chain/usdc";
import { type Hash, toHash } from "../../../lib/kernel/address";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import type { Command } from "../../model/commands";
import { BLOCK_SECONDS, type Block, type Chain, endOf, finalized, head, isUnderWay, places, send } from "./chain";
import { authorizationIn, callOf, decode, encode, placeOf, type Raw, settlementAt, transactionOf } from "./ports";

export interface Ports {
  usdc: Usdc;
  facilitator: Facilitator;
}

export interface Mutant {
  name: string;
  /** SQL that takes a guard away. */
  schema?: string;
  neverSweeps?: boolean;
  deliversAgain?: boolean;
  /** A schedule that shows it, where random ones seldom do. */
  example?: Command[];
  /** What is on its way is as good as paid. */
  deliversPending?: boolean;
  /** The header alone is as good as its client. */
  trustsHeaders?: boolean;
  /** What a header is taken for. */
  read?: (payment: PresentedPayment, bytes: number) => PresentedPayment;
  ports?: (ports: Ports, chain: Chain) => Ports;
}

const withUsdc = (change: (usdc: Usdc, chain: Chain) => Partial<Usdc>): Mutant["ports"] => {
  return ({ usdc, facilitator }, chain) => ({ usdc: { ...usdc, ...change(usdc, chain) }, facilitator });
};

const BLOCKS_AHEAD = 16n;

const shown: Command = { type: "present", auth: 0, item: 0, bytes: 0 };
const steps = (task: number, count: number): Command => ({ type: "step", task, count });

/** The contract knows a nonce whatever the header called it. */
function hearTrueNonces({ usdc, facilitator }: Ports): Ports {
  const meant = <T extends { nonce: Hash }>(authorization: T): T => ({
    ...authorization,
    nonce: toHash(`${authorization.nonce.slice(0, -1)}0`),
  });
  return {
    usdc: {
      ...usdc,
      isUsed: async (each) => usdc.isUsed({ ...each, nonce: meant(each).nonce }),
      readSignature: (each) => ({ ...usdc.readSignature(meant(each)), authorization: each }),
      simulate: (each) => usdc.simulate(meant(each)),
      settlementOf: (receipt, each) => usdc.settlementOf(receipt, meant(each)),
      settlementIn: (transaction, each) => usdc.settlementIn(transaction, meant(each)),
      findSettlement: (each, from) => usdc.findSettlement(meant(each), from),
      findEnd: (each, from) => usdc.findEnd({ ...each, nonce: meant(each).nonce }, from),
    },
    facilitator,
  };
}

/** Whose payer has another payment that is no more than begun is written off when paid, as one that was paid twice. */
const beginningOwns = `
  CREATE FUNCTION begun_is_owned() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT FROM purchase p WHERE p.id <> NEW.id AND p.item_id = NEW.item_id AND p.payer = NEW.payer
                  AND p.state IN ('claimed', 'settling')) THEN
      NEW.state := 'expired';
      NEW.reason := 'paid_twice';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER begun_is_owned BEFORE UPDATE ON purchase FOR EACH ROW WHEN (NEW.state = 'confirmed')
    EXECUTE FUNCTION begun_is_owned()`;

/** Every payment takes a nonce besides its own, as if that had been given to one that never came to be. */
const noncesWithoutClaims = `
  CREATE FUNCTION takes_two() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.next_nonce := NEW.next_nonce + 1;
    RETURN NEW;
  END $$;
  CREATE TRIGGER takes_two BEFORE UPDATE ON relayer FOR EACH ROW WHEN (NEW.next_nonce > OLD.next_nonce)
    EXECUTE FUNCTION takes_two()`;

export const mutants: Mutant[] = [
  {
    name: "key by header bytes",
    read: ({ authorization, ...payment }, bytes) => {
      const nonce = toHash(`${authorization.nonce.slice(0, -1)}${bytes}`);
      return { ...payment, authorization: { ...authorization, nonce } };
    },
    ports: hearTrueNonces,
  },
  {
    name: "not seen is failure",
    ports: withUsdc((usdc, chain) => ({
      settlementIn: async (transaction, authorization) =>
        (await usdc.settlementIn(transaction, authorization)) ?? {
          failedIn: placeOf(chain.blocks[0] as Block),
          transaction,
          fee: 0n,
        },
    })),
  },
  {
    name: "broadcast before persisting",
    ports: ({ usdc, facilitator }, chain) => ({
      usdc,
      facilitator: {
        ...facilitator,
        async prepare(simulated, ...rest) {
          const prepared = await facilitator.prepare(simulated, ...rest);
          for (const [place, { call }] of simulated.entries()) {
            const request = { x402Version: 1, resource: "", authorization: authorizationIn(call) };
            await facilitator.submit(prepared[place] as PreparedSettlement, request);
          }
          return prepared;
        },
        async submit(attempt, request) {
          if (attempt.signed) send(chain, transactionOf(attempt.signed.rawTransaction));
          return facilitator.submit(attempt, request);
        },
      },
    }),
  },
  {
    name: "used is paid",
    ports: withUsdc((_usdc, chain) => ({
      findSettlement: async ({ nonce }) => {
        const end = endOf(chain, nonce);
        return end ? settlementAt(end) : null;
      },
    })),
  },
  {
    name: "a header delivers again",
    deliversAgain: true,
    // Shown twice before a block holds it, by whom the header alone opens it.
    example: [shown, steps(0, 10), shown, steps(1, 12), { type: "mine" }, steps(0, 40), steps(1, 40)],
  },
  { name: "a copied header delivers", trustsHeaders: true },
  { name: "ignore reorganisations", ports: withUsdc(() => ({ standingOf: async () => "stands" })) },
  {
    name: "expiry by the clock",
    ports: withUsdc((_usdc, chain) => ({
      finalized: async () => ({
        number: finalized(chain).number,
        time: head(chain).time + BLOCKS_AHEAD * BLOCK_SECONDS,
      }),
    })),
  },
  { name: "no in-flight index", schema: "DROP INDEX purchase_in_flight" },
  { name: "no sweep", neverSweeps: true },
  {
    name: "trust the facilitator",
    ports: withUsdc((usdc, chain) => ({
      async settlementIn(transaction, authorization) {
        const { number, hash, time } = head(chain);
        if (!isUnderWay(chain, authorization.nonce)) return usdc.settlementIn(transaction, authorization);
        const blockTime = new Date(Number(time) * 1000);
        return { transaction, logIndex: 0, blockNumber: number, blockHash: hash, blockTime, fee: 0n };
      },
    })),
  },
  { name: "begun is owned", schema: beginningOwns },
  { name: "nonce without claim", schema: noncesWithoutClaims },
  { name: "deliver before confirm", deliversPending: true },
  {
    name: "one failed member fails all",
    ports: withUsdc((usdc, chain) => ({
      async settlementIn(transaction, authorization) {
        const members = places(chain).filter(({ event }) => event.transaction.hash === transaction);
        const [failed] = members.filter(({ event }) => event.kind === "failed");
        if (members.length < 2 || !failed) return usdc.settlementIn(transaction, authorization);
        return { failedIn: placeOf(failed.block), transaction, fee: 0n };
      },
      findSettlement: async () => null,
    })),
  },
  {
    name: "a replacement with other members",
    ports: ({ usdc, facilitator }) => ({
      usdc,
      facilitator: {
        ...facilitator,
        async outbid(stuck, fees) {
          const { authorizations, ...rest } = decode<Raw>(stuck.rawTransaction);
          const rawTransaction = encode({ ...rest, authorizations: authorizations.slice(0, 1) });
          return facilitator.outbid({ ...stuck, rawTransaction }, fees);
        },
      },
    }),
  },
  {
    name: "spent before buys",
    ports: withUsdc((usdc) => ({
      simulate: async (each) => ({ ok: true, gas: 1n, call: callOf(each) }),
      findSettlement: (each) => usdc.findSettlement(each, 0n),
    })),
  },
];
