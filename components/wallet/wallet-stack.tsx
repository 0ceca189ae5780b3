"use client";
// RainbowKit and wagmi in a React root of their own, loaded once for a page with the first use.
import "@rainbow-me/rainbowkit/styles.css";
import { type DisclaimerComponent, RainbowKitProvider, useConnectModal } from "@rainbow-me/rainbowkit";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { type Config, WagmiContext } from "wagmi";
import type { PublicConfig } from "@/lib/browser/public-config";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { makeConfig } from "@/lib/wallet/config";
import { restoreConnection, type WalletList, wagmiWallet } from "@/lib/wallet/wagmi-wallet";
import type { Wallet } from "@/lib/wallet/wallet";
import { text } from "./list/text";
import { walletTheme } from "./wallet-theme";

interface BridgeProps {
  onReady: (list: WalletList) => void;
}

/** Lends RainbowKit's list of wallets to code outside React. */
function ListBridge({ onReady }: BridgeProps) {
  const { openConnectModal, connectModalOpen } = useConnectModal();
  const open = useRef(openConnectModal);
  const closeListeners = useRef(new Set<() => void>());

  useEffect(() => {
    open.current = openConnectModal;
  }, [openConnectModal]);

  useEffect(() => {
    if (!connectModalOpen) return;
    const listeners = closeListeners.current;
    return () => {
      for (const listener of listeners) listener();
    };
  }, [connectModalOpen]);

  useEffect(() => {
    onReady({
      open: () => open.current?.(),
      onClose(listener) {
        closeListeners.current.add(listener);
        return () => closeListeners.current.delete(listener);
      },
    });
  }, [onReady]);

  return null;
}

// This root stands beside the page's own and not below its provider: what both share is the document.
function pageLocale(): Locale {
  const { lang } = document.documentElement;
  return isLocale(lang) ? lang : "en";
}

function watchLanguage(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["lang"] });
  return () => observer.disconnect();
}

const Disclaimer: DisclaimerComponent = ({ Text }) => <Text>{text[pageLocale()].disclaimer}</Text>;

interface StackProps extends BridgeProps {
  config: Config;
  queries: QueryClient;
}

/** WagmiProvider would reconnect every wallet on the list; the connection is restored beforehand, so its context is all we need. */
function Stack({ config, queries, onReady }: StackProps) {
  const locale = useSyncExternalStore(watchLanguage, pageLocale);
  return (
    <WagmiContext.Provider value={config}>
      <QueryClientProvider client={queries}>
        {/* 0: connect on whatever network the wallet is on. The wall asks for ours itself, where it can say why. */}
        <RainbowKitProvider
          initialChain={0}
          theme={walletTheme}
          modalSize="compact"
          locale={locale}
          appInfo={{ appName: "Pennypost", disclaimer: Disclaimer }}
        >
          <ListBridge onReady={onReady} />
        </RainbowKitProvider>
      </QueryClientProvider>
    </WagmiContext.Provider>
  );
}

export async function startStack(settings: PublicConfig): Promise<Wallet> {
  const config = await makeConfig(settings, text[pageLocale()]);
  await restoreConnection(config);
  const host = document.body.appendChild(document.createElement("div"));
  return new Promise((resolve) => {
    const onReady = (list: WalletList) => resolve(wagmiWallet(config, list));
    createRoot(host).render(<Stack config={config} queries={new QueryClient()} onReady={onReady} />);
  });
}
