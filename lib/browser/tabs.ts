// Messages between this browser's tabs. A page does not receive its own messages.

export type TabMessage =
  | { type: "session" }
  | { type: "unlocked"; itemId: string }
  | { type: "saved"; itemId: string; versionNumber: number; status: string };

let channel: BroadcastChannel | undefined;

/** Undefined where the browser has no channel: Firefox throws where all storage is forbidden. The page then works alone. */
function open(): BroadcastChannel | undefined {
  try {
    channel ??= new BroadcastChannel("pennypost");
  } catch {}
  return channel;
}

export function tellOtherTabs(message: TabMessage): void {
  open()?.postMessage(message);
}

/** Calls back for messages of other tabs; returns the function that stops it. */
export function hearOtherTabs(listener: (message: TabMessage) => void): () => void {
  const tabs = open();
  const hear = ({ data }: MessageEvent<TabMessage>) => listener(data);
  tabs?.addEventListener("message", hear);
  return () => tabs?.removeEventListener("message", hear);
}
