import { Check, CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Field, Input } from "@/components/ui/field";
import type { FieldIssue } from "@/lib/kernel/errors";
import { formatUsd } from "@/lib/kernel/money";
import { timeZone, toLocalInput } from "./when";

export interface PublishChoice {
  listed: boolean;
  /** In the form of its input; null for now. */
  at: string | null;
}

interface OptionsProps {
  amount: bigint;
  missing: FieldIssue[];
  hasCover: boolean;
  hasDek: boolean;
  choice: PublishChoice;
  onChoice: (choice: PublishChoice) => void;
  /** Only a first publishing can wait for a time. */
  mayWait: boolean;
  /** What the form begins with when a time is asked for. */
  suggested: string;
  timeError: string | undefined;
}

export function PublishOptions({ choice, onChoice, suggested, timeError, ...facts }: OptionsProps) {
  const { amount, mayWait } = facts;
  return (
    <div className="space-y-6">
      <Checklist {...facts} />
      <p className="border-y border-rule py-3 text-sm">
        You receive <strong className="figures">{formatUsd(amount)}</strong> for each sale: all of it.
        {amount < 10_000n && (
          <span className="mt-1 block text-ink-3">Below a cent, most readers will be agents: people pay pennies, not parts.</span>
        )}
      </p>
      <Choices legend="Who finds it">
        <Choice
          name="listed"
          checked={choice.listed}
          onChange={() => onChoice({ ...choice, listed: true })}
          label="Listed"
          text="In the market, in search and on your page."
        />
        <Choice
          name="listed"
          checked={!choice.listed}
          onChange={() => onChoice({ ...choice, listed: false })}
          label="Unlisted"
          text="Only with its link."
        />
      </Choices>
      {mayWait && (
        <Choices legend="When">
          <Choice name="when" checked={choice.at === null} onChange={() => onChoice({ ...choice, at: null })} label="Now" />
          <Choice
            name="when"
            checked={choice.at !== null}
            onChange={() => onChoice({ ...choice, at: choice.at ?? suggested })}
            label="Later, by itself"
          />
          {choice.at !== null && (
            <Field
              label="Date and time"
              className="mt-2 ps-7"
              hint={`${timeZone()} time. What is saved by then is published.`}
              error={timeError}
            >
              {(control) => (
                <Input
                  type="datetime-local"
                  value={choice.at ?? ""}
                  min={toLocalInput(new Date())}
                  onChange={(event) => onChoice({ ...choice, at: event.target.value })}
                  className="figures"
                  {...control}
                />
              )}
            </Field>
          )}
        </Choices>
      )}
    </div>
  );
}

function Choices({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-semibold">{legend}</legend>
      {children}
    </fieldset>
  );
}

interface ChoiceProps {
  name: string;
  checked: boolean;
  onChange: () => void;
  label: string;
  text?: string;
}

function Choice({ name, checked, onChange, label, text }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex min-h-9 items-start gap-3 py-1">
      <input
        type="radio"
        id={id}
        name={`publish-${name}`}
        checked={checked}
        onChange={onChange}
        aria-describedby={text && `${id}-text`}
        className="mt-1.5 size-4 shrink-0 accent-red"
      />
      <span>
        <label htmlFor={id} className="cursor-pointer">
          {label}
        </label>
        {text && (
          <span id={`${id}-text`} className="block text-sm text-ink-3">
            {text}
          </span>
        )}
      </span>
    </div>
  );
}

function Checklist({ missing, hasCover, hasDek }: Pick<OptionsProps, "missing" | "hasCover" | "hasDek">) {
  return (
    <ul aria-label="Checklist" className="space-y-1.5 text-sm">
      {missing.map(({ path, message }) => (
        <li key={path} className="flex gap-2 font-semibold text-red">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" /> {message}
        </li>
      ))}
      {missing.length === 0 && <Done>Nothing is missing.</Done>}
      {!hasDek && <Advice>A line under the title helps readers and search engines.</Advice>}
      {!hasCover && <Advice>Without a picture of yours, its cover is set in type.</Advice>}
    </ul>
  );
}

const Done = ({ children }: { children: ReactNode }) => (
  <li className="flex gap-2 text-green">
    <Check aria-hidden className="mt-0.5 size-4 shrink-0" /> {children}
  </li>
);

const Advice = ({ children }: { children: ReactNode }) => <li className="ps-6 text-ink-3">{children}</li>;
