import { useRef } from "react";
import { useText } from "@/lib/i18n/use-text";
import { Field, Input } from "../../ui/field";
import { text } from "./text";
import type { HandleState } from "./use-handle";

interface HandleFieldProps {
  state: HandleState;
  /** Host of the creators' pages, as "pennypost.example". */
  host: string;
  /** What the server said of the handle that was sent. */
  refused: string | undefined;
  hasProfile: boolean;
}

/** The handle, checked while it is typed. */
export function HandleField({ state, host, refused, hasProfile }: HandleFieldProps) {
  const t = useText(text).profile;
  const { handle, type, problem, suggestion, isFree } = state;
  const error = problem ?? refused;
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <Field
        label={t.handle}
        error={error}
        hint={
          <>
            {t.yourPage}{" "}
            <span className="break-all text-ink-2">
              {host}/@{handle || t.yourHandle}
            </span>
            {hasProfile && <span className="block">{t.handleMoves}</span>}
          </>
        }
      >
        {(control) => (
          <div className="relative">
            <span aria-hidden className="absolute top-1/2 left-3 -translate-y-1/2 text-ink-3">
              @
            </span>
            <Input
              ref={input}
              name="handle"
              value={handle}
              onChange={(event) => type(event.target.value.toLowerCase())}
              maxLength={30}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              required
              className="ps-8"
              {...control}
            />
          </div>
        )}
      </Field>
      <p role="status" className="mt-1.5 text-sm text-green empty:hidden">
        {isFree && !error && t.isFree(handle)}
      </p>
      {error && suggestion && (
        <button
          type="button"
          className="link mt-1 py-1.5 text-sm"
          onClick={() => {
            type(suggestion);
            // The button goes with what was wrong.
            input.current?.focus();
          }}
        >
          {t.takeHandle(suggestion)}
        </button>
      )}
    </div>
  );
}
