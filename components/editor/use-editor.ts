"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useAnnounce } from "@/components/ui/toast";
import { call } from "@/lib/browser/api";
import { hearOtherTabs, tellOtherTabs } from "@/lib/browser/tabs";
import { useText } from "@/lib/i18n/use-text";
import { inWords, problems } from "../api/in-words";
import { useAction } from "../api/use-action";
import { Desk } from "./desk";
import { changesOf, type Draft, type Fields, fieldsOf, isChanged, isPublic, ownNames } from "./fields";
import { fieldOf, goToField } from "./go-to-field";
import { keptCopies } from "./kept-copy";
import type { PictureDesk } from "./pictures/picture-desk";
import { usePictureState, usePictures } from "./pictures/use-pictures";
import { text } from "./text";

/** Renders both texts to HTML as readers get it; null if refused. */
export type RenderMarkdown = (preview: string, content: string) => Promise<{ preview: string; content: string } | null>;

function useDesk(initial: Draft): Desk {
  const [desk] = useState(() => {
    const params = { itemId: initial.id };
    return new Desk(initial, {
      save: (body) => call("PATCH /api/items/{itemId}", { params, body }),
      load: () => call("GET /api/items/{itemId}/draft", { params }),
      copies: keptCopies(),
      onSaved: ({ id: itemId, versionNumber, status }) => tellOtherTabs({ type: "saved", itemId, versionNumber, status }),
    });
  });
  useEffect(() => {
    const unsubscribe = hearOtherTabs((message) => {
      const { draft } = desk.snapshot();
      if (message.type !== "saved" || message.itemId !== draft.id) return;
      if (message.versionNumber !== draft.versionNumber || message.status !== draft.status) void desk.refresh();
    });
    const onOnline = () => desk.retry();
    const onHide = () => {
      desk.pull?.();
      desk.keepNow();
      void desk.autosave();
    };
    addEventListener("online", onOnline);
    addEventListener("pagehide", onHide);
    document.addEventListener("visibilitychange", onHide);
    desk.open();
    return () => {
      unsubscribe();
      removeEventListener("online", onOnline);
      removeEventListener("pagehide", onHide);
      document.removeEventListener("visibilitychange", onHide);
      desk.close();
    };
  }, [desk]);
  return desk;
}

/** The editor's state and actions. */
export function useEditor(initial: Draft, render: RenderMarkdown) {
  const { done: t } = useText(text);
  const router = useRouter();
  const announce = useAnnounce();
  const desk = useDesk(initial);
  const pictures = usePictures(initial.id);
  const state = useSyncExternalStore(desk.subscribe, desk.snapshot, desk.snapshot);
  const { draft, fields } = state;
  const action = useAction();
  const changed = state.typing || isChanged(fields, fieldsOf(draft));
  const params = { itemId: draft.id };
  const words = useText(problems);
  const problem = action.problem ?? (state.problem && inWords(state.problem, words));
  const errorOf = (name: string) => problem?.issues.find(({ path }) => path === name || path.startsWith(`${name}.`))?.message;

  const [isSheetOpen, setSheetOpen] = useState(false);
  const [isJustPublished, setPublished] = useState(false);
  /** Where the problem is that keeps the draft from being saved. */
  const failing = problem ? fieldOf(problem) : undefined;

  const set = (name: keyof Fields, value: string) => {
    action.forget(name);
    desk.edit({ [name]: value });
  };
  /** With the pictures that are on their way. */
  const save = async () => {
    await pictures.idle();
    desk.pull?.();
    return desk.save();
  };

  /** Makes a call that answers with the draft. */
  const take = (ask: () => Promise<Draft>) => action.run(async () => desk.take(await ask()));

  /** The draft as it would be published; undefined if it cannot be saved, or what waits for publishing is refused. */
  const tryOut = async () => {
    if (!(await save())) return undefined;
    const { tags, ...line } = changesOf(desk.snapshot().fields, fieldsOf(desk.snapshot().draft), ownNames);
    const query = { ...line, ...(tags && { tags: tags.join(",") }) };
    return action.run(() => call("GET /api/items/{itemId}/preview", { params, query }));
  };

  /** `versionNumber` is what was previewed. "changed" where that is not the draft any more: nothing was published then. */
  const publish = async (listed: boolean, versionNumber: number) => {
    if (!(await save())) return false;
    const body = { listed, versionNumber };
    const send = (terms: object) => call("POST /api/items/{itemId}/publish", { params, body: { ...body, ...terms } });
    const done = await action.run(() => desk.publish(send));
    if (done === "changed") return done;
    if (done && isPublic(draft)) announce(listed ? t.listed : t.unlisted);
    else if (done) setPublished(true);
    router.refresh();
    return done !== undefined;
  };

  const schedule = async (at: Date, listed: boolean) => {
    if (!(await save())) return false;
    const body = { at: at.toISOString(), listed };
    const done = await take(() => call("PUT /api/items/{itemId}/schedule", { params, body }));
    if (done) announce(t.scheduled);
    return done !== undefined;
  };

  const unschedule = async () => {
    const done = await take(() => call("DELETE /api/items/{itemId}/schedule", { params }));
    if (done) announce(t.draftAgain);
    return done !== undefined;
  };

  const list = async () => {
    if (await take(() => call("POST /api/items/{itemId}/list", { params }))) announce(t.inMarket);
  };

  const unlist = async () => {
    if (await take(() => call("POST /api/items/{itemId}/unlist", { params }))) announce(t.outOfMarket);
  };

  const remove = async (reason: string) => {
    const done = await action.run(async () => {
      await call("DELETE /api/items/{itemId}", { params, query: reason ? { reason } : {} });
      return true;
    });
    if (done) router.push("/dashboard/items");
  };

  /** File operations change the draft on the server. */
  const reload = useCallback(async () => {
    await desk.refresh();
  }, [desk]);

  useSaveKey(() => void save());
  const { uploads } = usePictureState(pictures);
  /** Pictures in the text that were not sent: they are in nothing that is saved. */
  const failedPictures = uploads.filter(({ state: how }) => how === "failed").length;
  const leaving = useLeaveGuard(changed || uploads.length > 0, desk, pictures);
  const verbs = { set, errorOf, save, tryOut, publish, schedule, unschedule, list, unlist, remove, reload, render };
  /** Puts the focus on a field, in the sheet of settings where it is there. */
  const goTo = (name: keyof Fields) => {
    if (goToField(name)) return;
    setSheetOpen(true);
    setTimeout(() => goToField(name));
  };
  const sheet = { isOpen: isSheetOpen, setOpen: setSheetOpen };
  const published = { isJust: isJustPublished, close: () => setPublished(false) };
  const places = { goTo, sheet, published, leaving };
  return { ...state, ...verbs, ...places, desk, pictures, failedPictures, changed, busy: action.busy, problem, failing };
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
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      latest.current();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

function hasUnsaved(desk: Desk, pictures: PictureDesk): boolean {
  desk.pull?.();
  return desk.isChanged || pictures.hasUnsent;
}

/** Guards unsaved changes: links within the app save the text first; closing the page makes the browser ask. */
function useLeaveGuard(isUnsaved: boolean, desk: Desk, pictures: PictureDesk) {
  const router = useRouter();
  const [to, setTo] = useState<string | null>(null);
  // What kept from leaving was saved meanwhile.
  useEffect(() => {
    if (to === null || isUnsaved || hasUnsaved(desk, pictures)) return;
    setTo(null);
    router.push(to);
  }, [to, isUnsaved, desk, pictures, router]);
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (hasUnsaved(desk, pictures)) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.origin !== location.origin) return;
      if (!hasUnsaved(desk, pictures) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      const path = `${link.pathname}${link.search}`;
      const leave = async () => {
        await desk.autosave();
        if (hasUnsaved(desk, pictures)) setTo(path);
        else router.push(path);
      };
      void leave();
    };
    addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [desk, pictures, router]);
  return { asking: to !== null && isUnsaved, stay: () => setTo(null), go: () => to && router.push(to) };
}
