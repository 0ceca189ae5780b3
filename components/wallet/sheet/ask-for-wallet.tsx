"use client";
// Asks which wallet, in a React root of its own as the stack has one: whoever asks is anywhere on the page.
import { createRoot } from "react-dom/client";
import { readPublicConfig } from "@/lib/browser/public-config";
import { LocaleProvider } from "@/lib/i18n/locale-context";
import { hasWallet } from "@/lib/wallet/installed";
import { Cancelled, type Via } from "@/lib/wallet/wallet";
import { usePageLocale } from "../page-locale";
import { WalletSheet, type WalletSheetProps } from "./wallet-sheet";

function LocalSheet(props: WalletSheetProps) {
  return (
    <LocaleProvider locale={usePageLocale()}>
      <WalletSheet {...props} />
    </LocaleProvider>
  );
}

/**
 * The way to a wallet that a person chose, once what it takes is loaded; whoever has a wallet in the browser is not asked and only sees
 * that it loads. Rejects with `Cancelled` when the sheet is closed, and as `loading` does.
 */
export function askForWallet(loading: Promise<unknown>, signal?: AbortSignal): Promise<Via> {
  const host = document.body.appendChild(document.createElement("div"));
  const root = createRoot(host);
  const over = new AbortController();
  const chosen = new Promise<Via>((resolve, reject) => {
    const leave = () => reject(new Cancelled("No wallet was chosen."));
    loading.catch(reject);
    signal?.addEventListener("abort", leave, { signal: over.signal });
    if (signal?.aborted) return leave();
    root.render(
      <LocalSheet
        first={hasWallet() ? "opening" : "start"}
        demo={readPublicConfig().demo}
        loading={loading}
        onChosen={resolve}
        onClose={leave}
      />,
    );
  });
  return chosen.finally(() => {
    over.abort();
    root.unmount();
    host.remove();
  });
}
