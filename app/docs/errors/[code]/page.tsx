import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { DocPage } from "@/components/docs/doc-page";
import { renderMarkdown } from "@/lib/markdown/render";
import { readError } from "../read-error";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const error = await readError((await params).code);
  return error ? { title: error.title } : {};
}

export default async function ErrorCodePage({ params }: Props) {
  const error = await readError((await params).code);
  if (!error) notFound();
  return (
    <DocPage title={error.title}>
      <p className="figures mb-8 text-ink-3">
        <code>{error.code}</code> · HTTP {error.status}
      </p>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, sanitised by renderMarkdown */}
      <div className="reading" dangerouslySetInnerHTML={{ __html: await renderMarkdown(error.text) }} />
      <p className="mt-12">
        <Link href="/docs/errors" className="link text-sm">
          All error codes
        </Link>
      </p>
    </DocPage>
  );
}
