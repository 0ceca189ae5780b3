import { Check, CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useLocale } from "#use-locale";
import { Field, Input } from "@/components/ui/field";
import { useText } from "@/lib/i18n/use-text";
import type { FieldIssue } from "@/lib/kernel/field-issues";
import { formatUsd } from "@/lib/kernel/money";
import { readClock } from "@/lib/kernel/zone";
import { problems } from "../../api/in-words";
import { browserZone, toLocalInput } from "../../dashboard-ui/when";
import { formatZoned, zoneName } from "../../format/zoned";
import { text } from "./text";

export interface PublishChoice {
  listed: boolean;
  /** In the form of its input; null for now. */
  at: string | null;
  /** Which of two instants is meant, where the clocks show `at` twice or never. */
  nth?: 0 | 1;
}

/** The chosen instant: null for now, undefined while there is none, or none was chosen of two. */
export function instantOf({ at, nth }: PublishChoice): Date | null | undefined {
  if (at === null) return null;
  const reading = readClock(at, browserZone());
  if (reading?.kind === "once") return reading.at;
  return nth === undefined ? undefined : reading?.choices[nth];
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
  const t = useText(text);
  const { amount, mayWait } = facts;
  return (
    <div className="space-y-6">
      <Checklist {...facts} />
      <p className="border-y border-rule py-3 text-sm">
        {t.receiveBefore}
        <strong className="figures">{formatUsd(amount)}</strong>
        {t.receiveAfter}
        {amount < 10_000n && <span className="mt-1 block text-ink-3">{t.belowCent}</span>}
      </p>
      <Choices legend={t.who}>
        <Choice
          name="listed"
          checked={choice.listed}
          onChange={() => onChoice({ ...choice, listed: true })}
          label={t.listed}
          hint={t.listedMeans}
        />
        <Choice
          name="listed"
          checked={!choice.listed}
          onChange={() => onChoice({ ...choice, listed: false })}
          label={t.unlisted}
          hint={t.unlistedMeans}
        />
      </Choices>
      {mayWait && (
        <Choices legend={t.when}>
          <Choice name="when" checked={choice.at === null} onChange={() => onChoice({ ...choice, at: null })} label={t.now} />
          <Choice
            name="when"
            checked={choice.at !== null}
            onChange={() => onChoice({ ...choice, at: choice.at ?? suggested })}
            label={t.later}
          />
          {choice.at !== null && (
            <Field label={t.time} className="mt-2 ps-7" hint={t.timeHint(zoneName(browserZone()))} error={timeError}>
              {(control) => (
                <Input
                  type="datetime-local"
                  value={choice.at ?? ""}
                  min={toLocalInput(new Date())}
                  onChange={(event) => onChoice({ listed: choice.listed, at: event.target.value })}
                  className="figures"
                  {...control}
                />
              )}
            </Field>
          )}
          {choice.at !== null && <WhichOfTwo at={choice.at} choice={choice} onChoice={onChoice} />}
        </Choices>
      )}
    </div>
  );
}

interface WhichProps {
  at: string;
  choice: PublishChoice;
  onChoice: (choice: PublishChoice) => void;
}

/** Where the clocks change over the chosen time: what they do then, and which instant is meant. */
function WhichOfTwo({ at, choice, onChoice }: WhichProps) {
  const t = useText(text);
  const locale = useLocale();
  const zone = browserZone();
  const reading = readClock(at, zone);
  if (!reading || reading.kind === "once") return null;
  return (
    <fieldset className="mt-2 ps-7">
      <legend role="status" className="text-sm text-pretty">
        {reading.kind === "never" ? t.never : t.twice}
      </legend>
      {reading.choices.map((instant, nth) => (
        <Choice
          key={instant.toISOString()}
          name="instant"
          checked={choice.nth === nth}
          onChange={() => onChoice({ ...choice, nth: nth as 0 | 1 })}
          label={formatZoned(instant, locale, zone, "minute")}
          {...(reading.kind === "twice" && { hint: [t.first, t.second][nth] })}
        />
      ))}
    </fieldset>
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
  hint?: string;
}

function Choice({ name, checked, onChange, label, hint }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex min-h-9 items-start gap-3 py-1">
      <input
        type="radio"
        id={id}
        name={`publish-${name}`}
        checked={checked}
        onChange={onChange}
        aria-describedby={hint && `${id}-text`}
        className="mt-1.5 size-4 shrink-0 accent-red"
      />
      <span>
        <label htmlFor={id} className="cursor-pointer">
          {label}
        </label>
        {hint && (
          <span id={`${id}-text`} className="block text-sm text-ink-3">
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}

function Checklist({ missing, hasCover, hasDek }: Pick<OptionsProps, "missing" | "hasCover" | "hasDek">) {
  const t = useText(text);
  const words = useText(problems);
  return (
    <ul aria-label={t.checklist} className="space-y-1.5 text-sm">
      {missing.map((issue) => (
        <li key={issue.path} className="flex gap-2 font-semibold text-red">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" /> {words.issue(issue)}
        </li>
      ))}
      {missing.length === 0 && <Done>{t.nothingMissing}</Done>}
      {!hasDek && <Advice>{t.adviceDek}</Advice>}
      {!hasCover && <Advice>{t.adviceCover}</Advice>}
    </ul>
  );
}

const Done = ({ children }: { children: ReactNode }) => (
  <li className="flex gap-2 text-green">
    <Check aria-hidden className="mt-0.5 size-4 shrink-0" /> {children}
  </li>
);

const Advice = ({ children }: { children: ReactNode }) => <li className="ps-6 text-ink-3">{children}</li>;
