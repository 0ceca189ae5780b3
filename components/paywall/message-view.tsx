import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import * as copy from "./copy";
import type { InitialOwnership, PaywallNetwork } from "./types";
import type { WallActions as Actions } from "./use-wall";
import { WallActions, WallCard } from "./wall-card";
import type { WallState } from "./wall-machine";

type MessageState = Exclude<WallState, { at: "price" | "connecting" | "checking" | "signing" | "paying" | "unknown" | "open" }>;

interface MessageViewProps {
  state: MessageState;
  amount: bigint;
  network: PaywallNetwork;
  initial: InitialOwnership;
  actions: Actions;
}

interface Message {
  title: string;
  text: ReactNode;
  /** What to do, the likeliest first. */
  choices: [label: string, act: () => void][];
}

function messageOf({ state, amount, network, initial, actions }: MessageViewProps): Message {
  const unlock = copy.price.unlock(amount);
  const signIn: Message["choices"][number] = [copy.price.signIn, actions.prove];
  switch (state.at) {
    case "prove":
      return {
        title: copy.prove.title(state.how, state.purchasedAt),
        text: state.notice ? copy.notices[state.notice] : copy.prove.text[state.how],
        choices: [
          [copy.prove.confirm, actions.prove],
          [copy.prove.another, actions.showPrice],
        ],
      };
    case "wrong-network": {
      const { title, text, action } = copy.wrongNetwork;
      return { title, text: text(network), choices: [[action(network), actions.buy]] };
    }
    case "low-balance": {
      const { title, text, add, faucet } = copy.lowBalance;
      const fund: Message["choices"] = network.demo ? [[faucet, () => actions.fund(state.address)]] : [];
      const what = `${text(state.balance, amount)} ${network.demo ? "" : add(network)}`;
      return { title, text: what, choices: [...fund, [copy.retry, actions.buy]] };
    }
    case "price-changed":
      return { title: copy.priceChanged.title(amount), text: copy.priceChanged.text, choices: [[unlock, actions.buy]] };
    case "failed":
      return { title: copy.failed.title, text: copy.failed.text(state.reason), choices: [[copy.retry, actions.buy]] };
    case "paused":
      return { ...copy.paused, choices: [[copy.retry, actions.buy], signIn] };
    case "gone":
      return { ...copy.gone, choices: [signIn] };
    case "own": {
      const openIt = initial.state === "creator" ? actions.open : actions.prove;
      return { title: copy.own.title, text: copy.own.text(amount), choices: [[copy.own.action, openIt]] };
    }
    case "load-failed":
      return { ...copy.loadFailed, choices: [[copy.retry, actions.open], signIn] };
  }
}

/** The wall when it has something to say: one heading, what happened and whether money moved, what to do. */
export function MessageView(props: MessageViewProps) {
  const { title, text, choices } = messageOf(props);
  return (
    <WallCard title={title} amount={props.amount} lead={<p role="status">{text}</p>}>
      <WallActions>
        {choices.map(([label, act], index) => (
          <Button key={label} variant={index === 0 ? "primary" : "secondary"} onClick={act}>
            {label}
          </Button>
        ))}
      </WallActions>
    </WallCard>
  );
}
