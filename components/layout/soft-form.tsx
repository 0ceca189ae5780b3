"use client";
import { useRouter } from "next/navigation";
import type { ComponentProps, SubmitEvent } from "react";

/** Submits a form's fields as a URL's query without a reload. Unlike next/form it does not prefetch, and is 1.4 KB smaller. */
export function SoftForm({ action, ...form }: ComponentProps<"form"> & { action: string }) {
  const router = useRouter();
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
    router.push(`${action}?${new URLSearchParams(fields)}`);
  }
  return <form action={action} onSubmit={submit} {...form} />;
}
