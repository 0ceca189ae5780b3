"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { useAnnounce } from "@/components/ui/toast";
import { callApi } from "@/lib/wallet/api";
import { useAction } from "../use-action";
import { changesOf, type Draft, type Fields, fieldsOf, isChanged } from "./fields";

/** Both texts as readers will see them; null when that was refused. */
export type RenderMarkdown = (preview: string, content: string) => Promise<{ preview: string; content: string } | null>;

/** The draft as it is saved, what is on the screen, and the verbs between them. */
export function useEditor(initial: Draft, render: RenderMarkdown) {
  const router = useRouter();
  const announce = useAnnounce();
  const [draft, setDraft] = useState(initial);
  const [fields, setFields] = useState(() => fieldsOf(initial));
  const { busy, problem, run, errorOf } = useAction();
  const saved = fieldsOf(draft);
  const changed = isChanged(fields, saved);
  const url = `/api/items/${draft.id}`;

  const set = (name: keyof Fields, value: string) => setFields((now) => ({ ...now, [name]: value }));

  /** What the server answers becomes the saved state; what was typed meanwhile stays typed. */
  const take = (next: Draft, sent: Fields) => {
    const answered = fieldsOf(next);
    setDraft(next);
    setFields(
      (now) =>
        Object.fromEntries(
          Object.entries(now).map(([name, value]) => [
            name,
            value === sent[name as keyof Fields] ? answered[name as keyof Fields] : value,
          ]),
        ) as unknown as Fields,
    );
    return next;
  };

  const save = async (): Promise<Draft | undefined> => {
    if (!changed) return draft;
    const body = { ...changesOf(fields, saved), versionNumber: draft.versionNumber };
    return run(async () => take(await callApi<Draft>("PATCH", url, body), fields));
  };

  const publish = async (listed: boolean) => {
    if (!(await save())) return;
    const done = await run(async () => take(await callApi<Draft>("POST", `${url}/publish`, { listed }), fields));
    if (done) announce(listed ? "Published. Readers see it now." : "Published, unlisted.");
    router.refresh();
  };

  const unlist = async () => {
    const done = await run(async () => take(await callApi<Draft>("POST", `${url}/unlist`), fields));
    if (done) announce("Taken out of the market. Its link still works.");
  };

  const remove = async () => {
    const done = await run(async () => {
      await callApi("DELETE", url);
      return true;
    });
    if (done) router.push("/dashboard/items");
  };

  /** Files change the draft by themselves. */
  const reload = useCallback(async () => {
    const next = await callApi<Draft>("GET", `${url}/draft`);
    setDraft(next);
  }, [url]);

  useSaveKey(() => void save());
  const leaving = useLeaveGuard(changed);
  return { draft, fields, set, changed, busy, problem, errorOf, save, publish, unlist, remove, reload, leaving, render };
}

export type Editor = ReturnType<typeof useEditor>;

/** Ctrl-S, or Cmd-S. */
function useSaveKey(save: () => void) {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      latest.current();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

/** Holds a person back before unsaved words are lost: on closing the page, and on links within the app. */
function useLeaveGuard(changed: boolean) {
  const router = useRouter();
  const [to, setTo] = useState<string | null>(null);
  useEffect(() => {
    if (!changed) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.origin !== location.origin) return;
      event.preventDefault();
      event.stopPropagation();
      setTo(`${link.pathname}${link.search}`);
    };
    addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [changed]);
  return { asking: to !== null, stay: () => setTo(null), go: () => to && router.push(to) };
}
