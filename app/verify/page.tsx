import type { Metadata } from "next";
import { text } from "@/components/verify/text";
import { VerifyView } from "@/components/verify/verify-view";
import { readText } from "@/lib/i18n/read-locale";

export async function generateMetadata(): Promise<Metadata> {
  const { title, description } = await readText(text);
  return { title, description, alternates: { canonical: "/verify" } };
}

export default function VerifyPage() {
  return <VerifyView />;
}
