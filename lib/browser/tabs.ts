// Word between this browser's tabs. One channel a page: a page never hears itself.

export type TabMessage =
  | { type: "session" }
  | { type: "unlocked"; itemId: string }
  | { type: "saved"; itemId: string; versionNumber: number };

let channel: BroadcastChannel | undefined;

/** Undefined where a browser keeps its tabs apart: Firefox throws where all storage is forbidden. The page then works alone. */
function open(): BroadcastChannel | undefined {
  try {
    channel ??= new BroadcastChannel("pennypost");
  } catch {}
  return channel;
}

export function tellOtherTabs(message: TabMessage): void {
  open()?.postMessage(message);
}

/** Hears the other tabs; returns how to stop. */
export function hearOtherTabs(listener: (message: TabMessage) => void): () => void {
  const tabs = open();
  const hear = ({ data }: MessageEvent<TabMessage>) => listener(data);
  tabs?.addEventListener("message", hear);
  return () => tabs?.removeEventListener("message", hear);
}
