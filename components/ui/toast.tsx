"use client";
import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";

interface Message {
  id: number;
  text: string;
  tone: "plain" | "red";
}

type Announce = (text: string, tone?: Message["tone"]) => void;

const Toasts = createContext<Announce>(() => {});

/** Says that something is done: `announce("Published")`. What needs an answer belongs on the page instead. */
export function useAnnounce(): Announce {
  return useContext(Toasts);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Message[]>([]);
  const announce = useCallback<Announce>((text, tone = "plain") => {
    setMessages((shown) => [...shown.slice(-2), { id: Date.now() + Math.random(), text, tone }]);
  }, []);
  return (
    <Toasts value={announce}>
      <Radix.Provider duration={5000} swipeDirection="down">
        {children}
        {messages.map(({ id, text, tone }) => (
          <Radix.Root
            key={id}
            onOpenChange={(open) => !open && setMessages((shown) => shown.filter((message) => message.id !== id))}
            className={`animate-rise rounded-md px-4 py-3 text-sm font-semibold shadow-lift ${tone === "red" ? "bg-red-fill text-on-red" : "bg-ink text-paper"}`}
          >
            <Radix.Description>{text}</Radix.Description>
          </Radix.Root>
        ))}
        <Radix.Viewport className="fixed inset-x-4 bottom-4 z-50 m-auto flex max-w-sm flex-col gap-2 outline-none sm:right-6 sm:left-auto" />
      </Radix.Provider>
    </Toasts>
  );
}
