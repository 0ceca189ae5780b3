// Wallets that an operator blocks, and a service that is asked of each: refused before anything moves, whatever the service answers.
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { toAddress } from "../../../lib/kernel/address";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { blockWallet, listBlocked, unblockWallet } from "../../../lib/screening/blocklist";
import { createScreening, type Screen } from "../../../lib/screening/screening";
import { operator, requestId } from "../../support/operator";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { newPayer } from "../adversity/stage";

let world: PaymentWorld;
const servers: Server[] = [];
beforeAll(async () => {
  world = await createPaymentWorld();
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => world.stop());

const deps = () => ({ ...world, requestId });

async function buy(screen?: Screen, buyer?: Awaited<ReturnType<typeof newPayer>>) {
  const offer = await world.sellItem();
  const payer = buyer ?? (await newPayer(world));
  if (buyer) await world.chain.mint(payer.address, offer.amount);
  const attempts = await world.db.settlementAttempt.count();
  const bought = purchase({ ...world, screen }, offer, await world.sign(payer, offer), "person");
  return { offer, payer, attempts, outcome: await bought.catch((error: { code?: string }) => error.code) };
}

/** Nothing was begun: no row, no transaction. */
async function expectNothing({ offer, attempts }: Awaited<ReturnType<typeof buy>>): Promise<void> {
  expect(await world.db.purchase.count({ where: { itemId: offer.id } })).toBe(0);
  expect(await world.db.settlementAttempt.count()).toBe(attempts);
}

describe("a blocked wallet", () => {
  it("pays for nothing until it is unblocked, and keeps what it has bought", async () => {
    const first = await buy();
    expect(first.outcome).toMatchObject({ state: "confirmed" });
    const wallet = toAddress(first.payer.address);
    await blockWallet(deps(), operator, wallet, "A sanctions list.");
    const refused = await buy(undefined, first.payer);
    expect(refused.outcome).toBe("wallet_blocked");
    await expectNothing(refused);
    expect(await world.db.entitlement.count({ where: { wallet } })).toBe(1);
    expect((await listBlocked(world)).rows).toMatchObject([{ wallet, note: "A sanctions list." }]);
    await unblockWallet(deps(), operator, wallet);
    expect((await buy(undefined, first.payer)).outcome).toMatchObject({ state: "confirmed" });
    await expect(unblockWallet(deps(), operator, wallet)).rejects.toMatchObject({ code: "not_found" });
    const acts = await world.db.auditEntry.findMany({ where: { subject: wallet }, orderBy: { at: "asc" } });
    expect(acts.map(({ action }) => action)).toEqual(["block_wallet", "unblock_wallet"]);
  });

  it("is paid for nothing", async () => {
    const { payTo } = await world.sellItem();
    await blockWallet(deps(), operator, payTo, "");
    const refused = await buy();
    await unblockWallet(deps(), operator, payTo);
    expect(refused.outcome).toBe("wallet_blocked");
    await expectNothing(refused);
  });
});

interface Service {
  screen: Screen;
  asked: string[];
  failures: unknown[];
}

/** A screening service that answers so. */
async function serve(answer: RequestListener): Promise<Service> {
  const asked: string[] = [];
  const failures: unknown[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      asked.push(String(JSON.parse(body).address));
      answer(request, response);
    });
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const onFailure = (error: unknown) => void failures.push(error);
  return { screen: createScreening({ url: `http://127.0.0.1:${port}/`, token: "secret", onFailure }), asked, failures };
}

const json =
  (value: unknown): RequestListener =>
  (_request, response) =>
    void response.setHeader("Content-Type", "application/json").end(JSON.stringify(value));

describe("a screening service", () => {
  it("is asked of payer and payee with its token, and what it says is kept for a while", async () => {
    let token = "";
    const service = await serve((request, response) => {
      token = String(request.headers.authorization);
      json({ blocked: false })(request, response);
    });
    const { outcome, payer, offer } = await buy(service.screen);
    expect(outcome).toMatchObject({ state: "confirmed" });
    expect([token, new Set(service.asked)]).toEqual(["Bearer secret", new Set([toAddress(payer.address), offer.payTo])]);
    expect((await buy(service.screen, payer)).outcome).toMatchObject({ state: "confirmed" });
    expect(service.asked).toHaveLength(2);
  });

  it("refuses a wallet before anything moves", async () => {
    const blocked = await newPayer(world);
    const service = await serve((request, response) => {
      json({ blocked: service.asked.at(-1) === toAddress(blocked.address) })(request, response);
    });
    const refused = await buy(service.screen, blocked);
    expect(refused.outcome).toBe("wallet_blocked");
    await expectNothing(refused);
  });

  const faults: Record<string, RequestListener> = {
    "does not answer": () => {},
    "answers an error": (_request, response) => void response.writeHead(500).end('{"blocked":false}'),
    "answers something else": json({ blocked: "no" }),
    "answers nothing of it": json({}),
    "answers a page": (_request, response) => void response.end("<html>{}</html>"),
    "leads elsewhere": (_request, response) => void response.writeHead(302, { Location: "http://127.0.0.1:1/" }).end(),
    "breaks off": (_request, response) => void response.socket?.destroy(),
    "answers a gigabyte": (_request, response) => {
      const part = Buffer.alloc(1024 ** 2, 32);
      let sent = 0;
      const more = () => {
        while (sent < 1024 && !response.destroyed) {
          sent++;
          if (!response.write(part)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    },
    "answers drop by drop": (_request, response) => {
      const drop = setInterval(() => response.write(" "), 50);
      response.once("close", () => clearInterval(drop));
    },
  };

  it.each(Object.entries(faults))("that %s pauses payments, and nothing is begun", async (_, answer) => {
    const service = await serve(answer);
    const refused = await buy(service.screen);
    expect(refused.outcome).toBe("payments_paused");
    await expectNothing(refused);
    expect(service.failures).toHaveLength(1);
  });

  it("that is away is asked no more for a while, told of once, and taken up again", async () => {
    const service = await serve((_request, response) => void response.writeHead(503).end());
    for (let round = 0; round < 4; round++) expect((await buy(service.screen)).outcome).toBe("payments_paused");
    expect(service.failures).toHaveLength(1);
    expect(service.asked.length).toBeLessThanOrEqual(4);
  });
});
