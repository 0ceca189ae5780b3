import "./globals.css";
import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { Footer } from "@/components/layout/footer";
import { Header } from "@/components/layout/header";
import { text } from "@/components/layout/text";
import { themeScript } from "@/components/layout/theme-script";
import { WalletConfig } from "@/components/wallet/wallet-config";
import { LocaleProvider } from "@/lib/i18n/locale-context";
import { readLocale, readText } from "@/lib/i18n/read-locale";
import { services } from "@/lib/services";
import { socialHeight, socialWidth } from "@/lib/social-picture/svg";
import { fontVariables } from "./fonts";
import { publicConfig } from "./public-config";
import { keptSitePages } from "./site-page/kept-site-pages";

// Asked for at each request: one build serves any origin, network and node.
export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const { title, description, motto } = await readText(text);
  const images = [
    { url: `/api/social-picture?language=${await readLocale()}`, width: socialWidth, height: socialHeight, alt: motto },
  ];
  return {
    metadataBase: new URL(services().origin),
    title: { default: title, template: "%s · Pennypost" },
    description,
    applicationName: "Pennypost",
    manifest: "/site.webmanifest",
    icons: {
      icon: [
        { url: "/favicon.ico", sizes: "16x16 32x32 48x48", type: "image/x-icon" },
        { url: "/icon.svg", sizes: "any", type: "image/svg+xml" },
        { url: "/icon-192.png", sizes: "192x192", type: "image/png" },
      ],
      apple: { url: "/apple-touch-icon.png", sizes: "180x180", type: "image/png" },
    },
    openGraph: { siteName: "Pennypost", type: "website", title, description, images },
    twitter: { card: "summary_large_image", title, description, images },
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
  const locale = await readLocale();
  return (
    <html lang={locale} className={fontVariables} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
        <WalletConfig config={publicConfig()} />
        {/* What does nothing without scripts is not offered. */}
        <noscript>
          <style>{".needs-script { display: none }"}</style>
        </noscript>
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="sr-only z-50 rounded-md bg-ink px-4 py-2 text-paper focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
        >
          {text[locale].skip}
        </a>
        <LocaleProvider locale={locale}>
          <Header />
          <main id="main" tabIndex={-1} className="flex-1 outline-none">
            {children}
          </main>
          <Footer pages={await keptSitePages()} />
        </LocaleProvider>
      </body>
    </html>
  );
}
