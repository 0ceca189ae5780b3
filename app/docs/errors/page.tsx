import type { Metadata } from "next";
import Link from "next/link";
import { DocPage } from "@/components/docs/doc-page";
import { codes, readError } from "./read-error";

export const metadata: Metadata = { title: "Error codes", alternates: { canonical: "/docs/errors" } };

export default async function ErrorsPage() {
  const errors = (await Promise.all(codes.map(readError))).filter((error) => error !== undefined);
  return (
    <DocPage title="Error codes">
      <p className="mb-6 text-ink-2">
        Every refusal is a problem document (RFC 9457, <code>application/problem+json</code>) with one of these codes, a sentence
        for a person in <code>detail</code>, the id of the request in <code>requestId</code> (as in every answer's header{" "}
        <code>X-Request-Id</code>), and <code>issues</code> where fields are wrong. An unpaid address is not an error: it answers
        402 with its terms.
      </p>
      <ul className="border-t border-rule">
        {errors
          .sort((a, b) => a.status - b.status)
          .map(({ code, status, title }) => (
            <li key={code} className="border-b border-rule">
              <Link href={`/docs/errors/${code}`} className="group flex flex-wrap items-baseline gap-x-4 py-2.5 no-underline">
                <span className="figures w-10 text-ink-3">{status}</span>
                <span className="min-w-52 font-semibold group-hover:text-red">{code}</span>
                <span className="text-sm text-ink-2">{title}</span>
              </Link>
            </li>
          ))}
      </ul>
    </DocPage>
  );
}
