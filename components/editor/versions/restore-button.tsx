"use client";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { call } from "@/lib/browser/api";
import { tellOtherTabs } from "@/lib/browser/tabs";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../../api/use-action";
import { text } from "./text";

/** Restores without confirmation: the replaced draft stays in the history. */
export function RestoreButton({ itemId, number }: { itemId: string; number: number }) {
  const t = useText(text);
  const router = useRouter();
  const { busy, problem, run } = useAction();
  const restore = () =>
    run(async () => {
      const params = { itemId, number: `${number}` };
      const { versionNumber, status } = await call("POST /api/items/{itemId}/versions/{number}/restore", { params });
      tellOtherTabs({ type: "saved", itemId, versionNumber, status });
      router.push(`/dashboard/items/${itemId}`);
      router.refresh();
    });
  return (
    <>
      <Button size="small" variant="primary" onClick={() => void restore()} disabled={busy}>
        {t.restore}
      </Button>
      {problem && (
        <Notice tone="red" className="mt-3">
          {problem.message}
        </Notice>
      )}
    </>
  );
}
