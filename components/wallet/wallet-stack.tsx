"use client";
// RainbowKit and wagmi in a React root of their own, loaded once for a page with the first use.
import "@rainbow-me/rainbowkit/styles.css";
import "./list/list.css";
import { type DisclaimerComponent, RainbowKitProvider, useConnectModal } from "@rainbow-me/rainbowkit";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { createRoot } from "react-dom/client";
import { type Config, WagmiContext } from "wagmi";
import type { PublicConfig } from "@/lib/browser/public-config";
import { makeConfig } from "@/lib/wallet/config";
import { restoreConnection, type WalletList, wagmiWallet } from "@/lib/wallet/wagmi-wallet";
import type { Wallet } from "@/lib/wallet/wallet";
import { text } from "./list/text";
import { pageLocale, usePageLocale } from "./page-locale";
import { walletTheme } from "./wallet-theme";

const guide = "/how-it-works";

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

const Disclaimer: DisclaimerComponent = ({ Text, Link }) => {
  const { disclaimer, newHere } = text[pageLocale()];
  return (
    <Text>
      {disclaimer} <Link href={guide}>{newHere}</Link>
    </Text>
  );
};

interface StackProps extends BridgeProps {
  config: Config;
  queries: QueryClient;
}

/** WagmiProvider would reconnect every wallet on the list; the connection is restored beforehand, so its context is all we need. */
function Stack({ config, queries, onReady }: StackProps) {
  const locale = usePageLocale();
  return (
    <WagmiContext.Provider value={config}>
      <QueryClientProvider client={queries}>
        {/* 0: connect on whatever network the wallet is on. The wall asks for ours itself, where it can say why. */}
        <RainbowKitProvider
          initialChain={0}
          theme={walletTheme}
          modalSize="compact"
          locale={locale}
          appInfo={{ appName: "Pennypost", disclaimer: Disclaimer, learnMoreUrl: guide }}
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
