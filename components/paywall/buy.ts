// The steps of a purchase from one click to one signature, dispatched to the wall as events. Loaded with the click.

import { connectWallet, signInWithWallet } from "@/components/wallet/connect-wallet";
import { openWallet } from "@/components/wallet/open-wallet";
import { ApiProblem, problemOf } from "@/lib/api-client/problem";
import { networkFor, publicNetworks } from "@/lib/browser/public-networks";
import { reportVisit } from "@/lib/browser/report-visit";
import { tellOtherTabs } from "@/lib/browser/tabs";
import type { Address } from "@/lib/kernel/address";
import { askFaucet, getBalance } from "@/lib/wallet/funds";
import {
  Cancelled,
  isWalletRemembered,
  type Wallet,
  type WalletAccount,
  WalletTrouble,
  walletAccount,
} from "@/lib/wallet/wallet";
import {
  authorizationFor,
  chooseRequirements,
  paymentHeader,
  type RequirementsV1,
  readPaymentRequired,
  type Shown,
} from "@/lib/x402/client";
import { decodeHeader } from "@/lib/x402/exact/authorization";
import type { Network } from "@/lib/x402/networks";
import { fixedPrice } from "@/lib/x402/price";
import { type Kind, readAnswer, readOpened } from "./answer";
import { awaitMoney, pause } from "./await-money";
import { attempts, boughtHere, newPendingPayment, type PendingPayment, pendingPayment } from "./pending-payment";
import type { PriceNotice, WallEvent } from "./wall-machine";

export interface WallDeps {
  item: { id: string; kind: Kind; payTo: Address };
  /** The price that was shown, atomic. */
  amount: bigint;
  emit: (event: WallEvent) => void;
  signal: AbortSignal;
}

const answerMs = 20_000;
/** Longer than the server waits for the chain. */
const settledMs = 60_000;
/** The server accepts an authorization that is valid for 20 more seconds; the rest is for the request's way there. */
const secondsLeftMin = 30;

const headersOf = ({ header, claim }: PendingPayment) => ({
  "X-PAYMENT": header,
  ...(claim ? { "X-PAYMENT-CLAIM": claim } : {}),
});

function askContent({ id, kind }: WallDeps["item"], payment?: PendingPayment): Promise<Response> {
  const accept = { Accept: kind === "article" ? "text/html" : "application/json" };
  return fetch(`/api/items/${id}/content`, {
    cache: "no-store",
    headers: { ...accept, ...(payment && headersOf(payment)) },
    signal: AbortSignal.timeout(payment ? settledMs : answerMs),
  });
}

const shownOf = ({ item, amount }: WallDeps, network: Network): Shown => ({
  network,
  price: fixedPrice([amount]),
  payTo: item.payTo,
});

/** Handles the final answer to a payment: removes the stored header, and informs other tabs. */
function finish({ item, emit }: WallDeps, event: WallEvent): void {
  pendingPayment.forget(item.id);
  if (event.type === "refused" || event.type === "price-changed") attempts.next(item.id);
  if (event.type === "opened" || event.type === "load-failed") {
    attempts.forget(item.id);
    boughtHere.remember(item.id);
    tellOtherTabs({ type: "unlocked", itemId: item.id });
  }
  emit(event);
}

/** Already owned, perhaps by this browser, whose session then opens it without a signature. */
async function tryOpen({ item }: WallDeps, otherwise: WallEvent): Promise<WallEvent> {
  const response = await askContent(item).catch(() => null);
  return response?.ok ? readOpened(item.kind, response, true) : otherwise;
}

/** The network that a payment was signed for. */
function networkOf(header: string): Network {
  const networks = publicNetworks();
  const { network: name } = decodeHeader(header) as { network?: unknown };
  return networks.find(({ v1 }) => v1 === name) ?? networks[0];
}

/** Sends a payment header until its answer is final. Only ever this header: a second one could pay twice. */
export async function present(deps: WallDeps, payment: PendingPayment, again: boolean): Promise<void> {
  const { item, emit, signal } = deps;
  const network = networkOf(payment.header);
  for (let repeated = again; !signal.aborted; repeated = true) {
    if (repeated) emit({ type: "unanswered" });
    const answer = await askContent(item, payment)
      .then((response) => {
        if (response.ok) emit({ type: "settled", receiptId: response.headers.get("pennypost-receipt") });
        return readAnswer(response, item.kind, shownOf(deps, network), repeated);
      })
      .catch(() => ({ final: false, retryMs: 3_000 }) as const);
    if (answer.final) return finish(deps, answer.event.type === "owned" ? await tryOpen(deps, answer.event) : answer.event);
    emit({ type: "unanswered" });
    await pause(answer.retryMs, signal);
  }
}

/** An answer that is neither the content nor a price. */
async function readNeither(response: Response): Promise<WallEvent> {
  const { code } = await problemOf(response);
  if (code === "removed" || code === "not_found") return { type: "gone" };
  return code === "payments_paused" ? { type: "paused" } : { type: "stopped", notice: "busy" };
}

/** The resource's current offer if it equals what was shown; undefined otherwise, and the wall is informed. */
async function askOffer(
  deps: WallDeps,
  network: Network,
): Promise<{ requirements: RequirementsV1; serverSeconds: number } | undefined> {
  const { item, emit } = deps;
  const response = await askContent(item);
  if (response.ok) return void emit(await readOpened(item.kind, response, true));
  if (response.status !== 402) return void emit(await readNeither(response));
  const paymentRequired = await readPaymentRequired(response).catch((error: unknown) => {
    // A connection error may be temporary; a complete answer without an offer is not.
    if (error instanceof TypeError) throw error;
    return null;
  });
  if (!paymentRequired) return void emit({ type: "stopped", notice: "not_as_shown" });
  const { accepts, serverSeconds } = paymentRequired;
  const choice = chooseRequirements(accepts, shownOf(deps, network));
  if (choice.ok) return { requirements: choice.requirements, serverSeconds };
  return void emit(
    choice.why === "price_changed"
      ? { type: "price-changed", amount: choice.amount }
      : { type: "stopped", notice: "not_as_shown" },
  );
}

/** Whether the wallet can pay: on this network and with enough USDC, for which it waits a while. Informs the wall if not. */
async function canPay(
  { amount, emit, signal }: WallDeps,
  wallet: Wallet,
  account: WalletAccount,
  { chainId, caip2 }: Network,
): Promise<boolean> {
  if (account.chainId !== chainId) {
    emit({ type: "switching" });
    try {
      await wallet.switchNetwork();
    } catch {
      emit({ type: "wrong-network" });
      return false;
    }
  }
  emit({ type: "checking", what: "terms" });
  // If the balance cannot be read, the server's check decides.
  const look = () => getBalance(account.address, caip2);
  const balance = await look().catch(() => amount);
  if (balance >= amount) return true;
  const low = { type: "low-balance", address: account.address } as const;
  const tell = (now: bigint, watched: boolean) => emit({ ...low, balance: now, watched });
  tell(balance, true);
  const last = await awaitMoney({ look, amount, balance, signal, onChange: (now) => tell(now, true) });
  if (walletAccount.get()?.address !== account.address) throw new WalletTrouble("switched");
  if (last < amount) tell(last, false);
  else emit({ type: "checking", what: "terms" });
  return last >= amount;
}

async function sign(deps: WallDeps, wallet: Wallet, { address }: WalletAccount, network: Network): Promise<string | undefined> {
  const offer = await askOffer(deps, network);
  const offeredAt = Date.now();
  if (!offer) return;
  throwIfCancelled(deps);
  deps.emit({ type: "signing" });
  const typedData = authorizationFor(offer.requirements, network, address, offer.serverSeconds, {
    itemId: deps.item.id,
    attempt: attempts.get(deps.item.id),
  });
  // No timeout here: a hardware wallet may take its time.
  const signature = await wallet.signTransfer(address, typedData);
  throwIfCancelled(deps);
  const nowSeconds = offer.serverSeconds + (Date.now() - offeredAt) / 1000;
  if (Number(typedData.message.validBefore) - nowSeconds < secondsLeftMin) {
    return void deps.emit({ type: "stopped", notice: "signed_late" });
  }
  return paymentHeader(network, typedData.message, signature);
}

/** A signature that arrives after Cancel is not sent. */
function throwIfCancelled({ signal }: WallDeps): void {
  if (signal.aborted) throw new Cancelled("Cancelled before anything was sent.");
}

const noticeOf: Record<WalletTrouble["why"], PriceNotice> = {
  busy: "wallet_busy",
  left: "wallet_left",
  switched: "account_switched",
};

/** Our API's refusals that a person can act on; all others are shown as busy. */
const refusalNotices: Record<string, PriceNotice> = { sign_in_refused: "sign_in_refused", faucet_empty: "faucet_empty" };

/** Before the header is sent, no failure can have moved money. */
function stopped(error: unknown): WallEvent {
  if (error instanceof Cancelled) return { type: "stopped", notice: "declined" };
  if (error instanceof WalletTrouble) return { type: "stopped", notice: noticeOf[error.why] };
  if (error instanceof ApiProblem && error.status !== 0) return { type: "stopped", notice: refusalNotices[error.code] ?? "busy" };
  const offline =
    error instanceof ApiProblem || error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError");
  return { type: "stopped", notice: offline ? "offline" : "wallet_failed" };
}

export async function buy(deps: WallDeps): Promise<void> {
  const { item, emit } = deps;
  // Another tab may have sent a payment in the meantime; its answer comes first.
  const underWay = pendingPayment.get(item.id);
  if (underWay) return present(deps, underWay, true);
  let header: string | undefined;
  try {
    emit({ type: "connecting" });
    const { wallet, account } = await connectWallet(deps.signal);
    throwIfCancelled(deps);
    reportVisit(item.id, "connected");
    emit({ type: "checking", what: "terms" });
    if (account.address === item.payTo) return emit({ type: "own" });
    const network = networkFor(account.chainId);
    if (await canPay(deps, wallet, account, network)) header = await sign(deps, wallet, account, network);
  } catch (error) {
    return emit(stopped(error));
  }
  if (!header) return;
  const payment = newPendingPayment(header);
  pendingPayment.keep(item.id, payment);
  emit({ type: "sent" });
  await present(deps, payment, false);
}

/** Opens the item with this browser's session. `owned`: it is known to be owned, so anything else is a failure to load. */
export async function load(deps: WallDeps, { owned, fresh }: { owned: boolean; fresh: boolean }): Promise<void> {
  const { item, emit } = deps;
  const failed: WallEvent = { type: "load-failed" };
  // A price is never shown to somebody who has paid: a browser without its cookie proves its wallet instead.
  const locked: WallEvent = owned ? { type: "owned", how: "paid", purchasedAt: null } : { type: "stopped", notice: "not_bought" };
  emit({ type: "checking", what: "library" });
  try {
    const response = await askContent(item);
    if (response.ok) return emit(await readOpened(item.kind, response, fresh));
    if (response.status === 402) return emit(locked);
    emit(owned ? failed : await readNeither(response));
  } catch {
    emit(owned ? failed : { type: "stopped", notice: "offline" });
  }
}

/** "Already bought it?": prove the wallet, then open. */
export async function prove(deps: WallDeps): Promise<void> {
  deps.emit({ type: "proving" });
  try {
    await signInWithWallet(deps.signal);
  } catch (error) {
    return deps.emit(stopped(error));
  }
  await load(deps, { owned: false, fresh: true });
}

/** Requests test USDC for the wallet, then continues the purchase. */
export async function fund(deps: WallDeps, address: string): Promise<void> {
  deps.emit({ type: "checking", what: "terms" });
  try {
    await askFaucet(address);
  } catch (error) {
    return deps.emit(stopped(error));
  }
  await buy(deps);
}

/** "Use another wallet": disconnects, or the connected one would be asked again. */
export async function leaveWallet(): Promise<void> {
  if (!walletAccount.get() && !isWalletRemembered()) return;
  await openWallet()
    .then((wallet) => wallet.disconnect())
    .catch(() => {});
}
