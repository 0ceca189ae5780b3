// What the wall says once somebody has pressed something. Loaded with the steps it tells of.
import type { OwnedHow, PriceNotice } from "../wall-machine";

const insufficient = "The wallet does not hold enough USDC.";
const late = "It took too long, and the signature expired.";

const notices: Record<Exclude<PriceNotice, "offline">, string> = {
  declined: "You cancelled. Nothing was charged.",
  not_bought: "This wallet has not bought it. If you paid with another one, switch to that and sign in again.",
  busy: "Pennypost could not answer just now. Nothing was signed or charged. Wait a minute, then try again.",
  sign_in_refused: "The signature was not accepted. Nothing was charged. Please sign in once more.",
  faucet_empty: "This wallet already holds as much test USDC as is given to one. Nothing was charged.",
  wallet_failed: "The wallet did not answer. Nothing was charged. Check that it is unlocked and try again.",
  wallet_busy: "Your wallet already has a question open. Open it and answer that one first. Nothing was charged.",
  wallet_left: "The wallet was disconnected before it had signed. Nothing was sent or charged.",
  account_switched:
    "Your wallet changed to another account before it had signed. Nothing was sent or charged. Press again to pay from the one below.",
  signed_late: "The signature came after its time was up, so it was not sent. Nothing was charged. Please sign once more.",
  not_as_shown: "The server now asks for something other than this page shows. Nothing was signed or charged.",
};

const owned: Record<OwnedHow, string> = {
  remembered: "Confirm it’s you with one signature. It costs nothing.",
  refused: "Nothing was charged now. Confirm it’s you with one signature to open it; it costs nothing.",
  paid: "You own this, and were charged once only. Confirm it’s you with one signature to open it; it costs nothing.",
};

const reasons: Record<string, string> = {
  insufficient_funds: insufficient,
  invalid_exact_evm_insufficient_balance: insufficient,
  invalid_exact_evm_payload_signature: "The signature was not accepted.",
  eip6492_factory_not_allowed:
    "This kind of smart wallet is taken only once it is deployed. Send something from it first, then try again.",
  invalid_exact_evm_payload_authorization_valid_before: late,
  invalid_exact_evm_payload_authorization_valid_after: "The signature is not valid yet; the clock of this device may be wrong.",
  invalid_exact_evm_payload_authorization_value: "It was signed for another price.",
  invalid_payment_requirements: "It was signed for other terms than those shown. Look at the price and try again.",
  invalid_transaction_state: "The wallet’s authorization was cancelled or used elsewhere, or the token refused it.",
  wallet_blocked: "The operator of this site takes no payments from this wallet, or for this creator’s.",
  payment_conflict: "The same payment was already presented for something else.",
};

const review = "You sign a message. Nothing moves until the server accepts it.";

export const en = {
  notices,
  waiting: {
    connecting: {
      title: "Waiting for your wallet…",
      text: "Choose a wallet, and allow it to connect. Nothing is charged by that.",
    },
    switching: {
      title: "Waiting for your wallet…",
      text: (network: string) => `It is on another network. Allow it to switch to ${network}; nothing is charged by that.`,
    },
    proving: {
      title: "Waiting for your wallet…",
      text: "Sign in there with one signature. It costs nothing and moves no money.",
    },
    signing: { title: "Confirm in your wallet", text: review },
  },
  openWallet: "Open your wallet: it is waiting for you.",
  paying: { title: "Paying…", text: "This takes a few seconds. Keep the page open." },
  steps: ["Signed", "Verified", "Settled", "Delivered"],
  done: "done",
  unknown: {
    title: "Still checking. Do not pay again.",
    text: "The payment was sent, but its outcome is not known yet. This page asks by itself until it is. If the money moved, the piece opens; if not, it says so.",
  },
  cancel: "Cancel",
  retry: "Try again",
  reload: "Reload the page",
  prove: {
    on: (day: string) => `You bought this on ${day}`,
    title: { remembered: "You bought this", refused: "This wallet owns it already", paid: "Your payment arrived" },
    text: owned,
    confirm: "Confirm it’s you",
    another: "Use another wallet",
  },
  wrongNetwork: {
    title: "Your wallet is on another network",
    text: (network: string) => `This is sold on ${network}. Nothing was charged.`,
    action: (network: string) => `Switch to ${network}`,
  },
  lowBalance: {
    title: "Not enough USDC",
    text: (balance: string, price: string) => `You have ${balance}, this costs ${price}. Nothing was charged.`,
    addTest: (network: string) => `Get test USDC on ${network} from a faucet.`,
    add: (network: string) =>
      `Add USDC on ${network} to this wallet: bought in the wallet, from an exchange or from another wallet.`,
    faucet: "Get test USDC and unlock",
  },
  funding: {
    address: (network: string) => `This wallet’s address on ${network}`,
    copy: "Copy the address",
    code: "Show it for a camera",
    codeLabel: "QR code of the address",
    buy: "Buy USDC",
    watched: "This page looks by itself, and goes on when the money is there.",
    unwatched: "This page has stopped looking. Try again once the money is there.",
  },
  priceChanged: {
    title: (price: string) => `The price is now ${price}`,
    text: "It changed while you were reading. Nothing was charged. Confirm the new price to go on.",
  },
  failed: {
    title: "The payment did not go through",
    text: (reason: string) => `You were not charged. ${reasons[reason] ?? "The network did not take it."}`,
  },
  paused: {
    title: "Payments are paused",
    text: "Nothing was charged. The free part is still here; try again in a little while.",
  },
  gone: {
    title: "This is no longer sold",
    text: "Its creator took it down. Nothing was charged. If you bought it before, sign in with that wallet to open it.",
  },
  loadFailed: { title: "You own this", text: "It could not be loaded. You will not be charged again; retry." },
  open: {
    fresh: "Unlocked",
    owned: "Yours",
    receipt: "Receipt",
  },
};
