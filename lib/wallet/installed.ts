// What this browser is: a phone's, one with a wallet in it. Told without loading any wallet code.

export const isPhone = () => /Android|iPhone|iPad|iPod/i.test(navigator.userAgent);

/** Asks the browser's wallets to announce themselves (EIP-6963); they answer at once. */
export function hasAnnounced(): boolean {
  let answered = false;
  const hear = () => {
    answered = true;
  };
  window.addEventListener("eip6963:announceProvider", hear);
  window.dispatchEvent(new Event("eip6963:requestProvider"));
  window.removeEventListener("eip6963:announceProvider", hear);
  return answered;
}

export const hasInjected = () => "ethereum" in window;

/** Whether somebody who comes with this browser has a wallet for certain. */
export const hasWallet = () => hasInjected() || hasAnnounced();
