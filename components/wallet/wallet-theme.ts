// RainbowKit in the product's colours. The tokens change with light and dark by themselves, so one theme does for both.
import { lightTheme, type Theme } from "@rainbow-me/rainbowkit";

const base = lightTheme({ borderRadius: "small", overlayBlur: "none" });

export const walletTheme: Theme = {
  ...base,
  colors: {
    ...base.colors,
    accentColor: "var(--red)",
    accentColorForeground: "var(--paper)",
    actionButtonBorder: "var(--rule)",
    actionButtonBorderMobile: "var(--rule)",
    actionButtonSecondaryBackground: "var(--sunk)",
    closeButton: "var(--ink-2)",
    closeButtonBackground: "var(--sunk)",
    connectionIndicator: "var(--green)",
    downloadBottomCardBackground: "var(--raised)",
    downloadTopCardBackground: "var(--raised)",
    error: "var(--red)",
    generalBorder: "var(--rule)",
    generalBorderDim: "var(--rule)",
    menuItemBackground: "var(--sunk)",
    modalBackdrop: "rgba(25, 20, 14, 0.45)",
    modalBackground: "var(--raised)",
    modalBorder: "var(--rule)",
    modalText: "var(--ink)",
    modalTextDim: "var(--ink-3)",
    modalTextSecondary: "var(--ink-2)",
    selectedOptionBorder: "var(--rule-strong)",
    standby: "var(--ink-3)",
  },
  fonts: { body: "var(--font-source-sans), system-ui, sans-serif" },
  radii: { actionButton: "3px", connectButton: "3px", menuButton: "3px", modal: "5px", modalMobile: "8px" },
  shadows: {
    ...base.shadows,
    dialog: "0 1px 2px var(--shade), 0 6px 20px -6px var(--shade)",
    selectedOption: "none",
    selectedWallet: "none",
    walletLogo: "none",
  },
};
