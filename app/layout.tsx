import "./globals.css";
import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { Footer } from "@/components/layout/footer";
import { Header } from "@/components/layout/header";
import { themeScript } from "@/components/layout/theme-script";
import { WalletConfig } from "@/components/wallet/wallet-config";
import { services } from "@/lib/services";
import { fontVariables } from "./fonts";
import { publicConfig } from "./public-config";

const title = "Pennypost: publish by the piece, get paid by the penny";
const description =
  "Articles and files sold by the piece for USDC. One price, one signature, straight to the creator. People and agents pay the same URL.";

// Asked for at each request: one build serves any origin, network and node.
export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return {
    metadataBase: new URL(services().origin),
    title: { default: title, template: "%s · Pennypost" },
    description,
    applicationName: "Pennypost",
    openGraph: { siteName: "Pennypost", type: "website", title, description },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f1e7" },
    { media: "(prefers-color-scheme: dark)", color: "#1a1714" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  return (
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
        <WalletConfig config={publicConfig()} />
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="sr-only z-50 rounded-md bg-ink px-4 py-2 text-paper focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
        >
          Skip to content
        </a>
        <Header />
        <main id="main" tabIndex={-1} className="flex-1 outline-none">
          {children}
        </main>
        <Footer />
      </body>
    </html>
  );
}
