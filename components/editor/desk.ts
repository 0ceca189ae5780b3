// The desk without its furniture: the draft as the server has it, what is on the screen, and how the one becomes the other without
// losing a word. Everything typed is kept on this device until the server has it; no save overwrites what came from elsewhere.
import { ApiProblem } from "@/lib/api-client/call";
import { changesOf, type Draft, type Fields, fieldNames, fieldsOf, isChanged, type Saved, textNames } from "./fields";
import type { KeptCopies, KeptCopy } from "./kept-copy";
import { mergeFields } from "./merge";

export interface Conflict {
  theirs: Draft;
  disputed: (keyof Fields)[];
}

export interface DeskState {
  draft: Draft;
  fields: Fields;
  saving: boolean;
  /** The last attempt to save did not reach the server. */
  offline: boolean;
  problem: ApiProblem | null;
  conflict: Conflict | null;
  /** Words of an earlier visit that the server never got. */
  kept: KeptCopy | null;
  /** The rich editor holds words that it has not written down yet. */
  typing: boolean;
  /** Grows when the text was replaced by something other than typing. */
  epoch: number;
}

export interface DeskDeps {
  save(body: Record<string, unknown>): Promise<Saved>;
  load(): Promise<Draft>;
  copies: KeptCopies;
  /** Tells this browser's other tabs. */
  onSaved(draft: Draft): void;
}

const pauseMs = 1200;
/** Who types without a pause is saved all the same. */
const patienceMs = 10_000;
const keepMs = 250;
const retryMs = [2000, 5000, 10_000, 30_000];

export class Desk {
  #state: DeskState;
  readonly #deps: DeskDeps;
  readonly #listeners = new Set<() => void>();
  #running: Promise<unknown> = Promise.resolve();
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #firstChangeAt: number | undefined;
  #failures = 0;
  /** What the server has as its draft was saved by itself: a save on purpose has something to keep. */
  #isAutosaved = false;
  /** Takes from the rich editor what it has not handed over yet. */
  pull: (() => void) | undefined;

  constructor(draft: Draft, deps: DeskDeps) {
    this.#deps = deps;
    const calm = { saving: false, offline: false, problem: null, conflict: null, kept: null, typing: false, epoch: 0 };
    this.#state = { ...calm, draft, fields: fieldsOf(draft) };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): DeskState => this.#state;

  #set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  get isChanged(): boolean {
    return isChanged(this.#state.fields, fieldsOf(this.#state.draft));
  }

  /** Offers back what an earlier page could not save, the newest of it. */
  open(): void {
    this.#deps.copies.watch(this.#state.draft.id, (copy) => this.#offer(copy)).catch(() => {});
  }

  #offer(copy: KeptCopy): void {
    const { kept, draft } = this.#state;
    if (!isChanged(copy.fields, fieldsOf(draft), textNames)) this.#deps.copies.forget(copy.key).catch(() => {});
    else if (!kept || kept.keptAt < copy.keptAt) this.#set({ kept: copy });
  }

  edit(change: Partial<Fields>): void {
    this.#set({ fields: { ...this.#state.fields, ...change } });
    this.#keepSoon();
    this.#saveSoon();
  }

  touch(): void {
    if (!this.#state.typing) this.#set({ typing: true });
  }

  /** What the rich editor wrote down; it may be what is there already. */
  write(texts: Pick<Fields, "preview" | "content">): void {
    const { fields } = this.#state;
    this.#set({ typing: false });
    if (texts.preview !== fields.preview || texts.content !== fields.content) this.edit(texts);
  }

  #keepSoon(): void {
    this.#keepTimer ??= setTimeout(() => this.keepNow(), keepMs);
  }

  /** Writes to this device, or forgets there what the server has. */
  keepNow(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = undefined;
    const { draft, fields } = this.#state;
    const copy = { itemId: draft.id, fields, versionNumber: draft.versionNumber, keptAt: new Date().toISOString() };
    const hasNews = isChanged(fields, fieldsOf(draft), textNames);
    const done = hasNews ? this.#deps.copies.put(copy) : this.#deps.copies.drop();
    done.catch(() => {});
  }

  #saveSoon(wait = pauseMs): void {
    clearTimeout(this.#saveTimer);
    this.#firstChangeAt ??= Date.now();
    const left = this.#firstChangeAt + patienceMs - Date.now();
    this.#saveTimer = setTimeout(() => void this.autosave(), Math.max(0, Math.min(wait, left)));
  }

  /** Saves the text; resolves when that is done or given up for now. */
  autosave(): Promise<boolean> {
    return this.#inTurn(async () => {
      this.pull?.();
      const { fields, draft, conflict } = this.#state;
      if (conflict || !isChanged(fields, fieldsOf(draft), textNames)) return true;
      return this.#send(textNames, true);
    });
  }

  /** Saves everything, as a version of its own. */
  save(): Promise<boolean> {
    return this.#inTurn(async () => {
      this.pull?.();
      const { fields, draft, conflict } = this.#state;
      if (conflict) return false;
      return isChanged(fields, fieldsOf(draft)) || this.#isAutosaved ? this.#send(fieldNames, false) : true;
    });
  }

  /** One call at a time, in the order they were asked for. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#running.then(work);
    this.#running = turn.catch(() => {});
    return turn;
  }

  async #send(names: readonly (keyof Fields)[], autosave: boolean): Promise<boolean> {
    clearTimeout(this.#saveTimer);
    this.#firstChangeAt = undefined;
    const { fields, draft } = this.#state;
    const saved = fieldsOf(draft);
    const changes = changesOf(fields, saved, names);
    const body = { ...changes, versionNumber: draft.versionNumber, ...(autosave ? { autosave } : {}) };
    this.#set({ saving: true, problem: null });
    try {
      const answer = await this.#deps.save(body);
      const { preview, content } = { ...saved, ...pick(fields, names) };
      this.take({ ...this.#state.draft, preview, content, ...answer }, { ...saved, ...pick(fields, names) });
      this.#isAutosaved = autosave;
      this.#failures = 0;
      this.#set({ saving: false, offline: false });
      return true;
    } catch (error) {
      this.#set({ saving: false });
      return this.#recover(error);
    }
  }

  async #recover(error: unknown): Promise<boolean> {
    if (error instanceof ApiProblem && error.code === "conflict") return this.#refresh();
    const isTransient = !(error instanceof ApiProblem) || error.status >= 500 || error.status === 429 || error.status === 0;
    if (!isTransient) this.#set({ problem: error, offline: false });
    else {
      this.#set({ offline: true });
      this.#saveSoon(retryMs[Math.min(this.#failures, retryMs.length - 1)]);
      this.#failures++;
    }
    this.keepNow();
    return false;
  }

  /** What the server answers becomes the saved state; what it was not sent, and what was typed meanwhile, stays on the screen. */
  take(next: Draft, sent = fieldsOf(this.#state.draft)): Draft {
    const answered = fieldsOf(next);
    const { fields } = this.#state;
    const stands = fieldNames.map((name) => [name, fields[name] === sent[name] ? answered[name] : fields[name]]);
    this.#set({ draft: next, fields: Object.fromEntries(stands) });
    this.#deps.onSaved(next);
    this.keepNow();
    if (isChanged(this.#state.fields, answered, textNames)) this.#saveSoon();
    return next;
  }

  /** The draft was, or may have been, changed elsewhere. */
  refresh(): Promise<boolean> {
    return this.#inTurn(() => this.#refresh());
  }

  async #refresh(): Promise<boolean> {
    try {
      this.pull?.();
      this.#meet(await this.#deps.load());
      return this.#state.conflict === null;
    } catch (error) {
      if (error instanceof ApiProblem && error.code !== "conflict") this.#set({ problem: error });
      return false;
    }
  }

  #meet(theirs: Draft): void {
    const { draft, fields, epoch } = this.#state;
    const { fields: merged, disputed } = mergeFields(fieldsOf(draft), fields, fieldsOf(theirs));
    if (disputed.length > 0) {
      this.#set({ conflict: { theirs, disputed } });
      this.keepNow();
      return;
    }
    const isNews = merged.preview !== fields.preview || merged.content !== fields.content;
    this.#set({ draft: theirs, fields: merged, conflict: null, epoch: isNews ? epoch + 1 : epoch });
    this.keepNow();
    if (isChanged(merged, fieldsOf(theirs), textNames)) this.#saveSoon();
  }

  /** Their version stays in the history: this one is saved on purpose, after it. */
  async keepMine(): Promise<void> {
    const { conflict, fields, draft, epoch } = this.#state;
    if (!conflict) return;
    const merged = mergeFields(fieldsOf(draft), fields, fieldsOf(conflict.theirs)).fields;
    this.#set({ draft: conflict.theirs, fields: merged, conflict: null, epoch: epoch + 1 });
    await this.save();
  }

  takeTheirs(): void {
    const { conflict, epoch, fields, draft } = this.#state;
    if (!conflict) return;
    const theirs = fieldsOf(conflict.theirs);
    const { fields: merged, disputed } = mergeFields(fieldsOf(draft), fields, theirs);
    for (const name of disputed) merged[name] = theirs[name];
    this.#set({ draft: conflict.theirs, fields: merged, conflict: null, epoch: epoch + 1 });
    this.keepNow();
    if (this.isChanged) this.#saveSoon();
  }

  /** Puts the kept words back on the screen; if the draft went on without them, that is a conflict to settle. */
  restoreKept(): void {
    const { kept, draft, epoch } = this.#state;
    if (!kept) return;
    const isBase = kept.versionNumber === draft.versionNumber;
    const disputed = textNames.filter((name) => kept.fields[name] !== fieldsOf(draft)[name]);
    const conflict = isBase || disputed.length === 0 ? null : { theirs: draft, disputed: [...disputed] };
    this.#set({ fields: { ...fieldsOf(draft), ...pick(kept.fields, textNames) }, conflict, kept: null, epoch: epoch + 1 });
    this.keepNow();
    this.#deps.copies.forget(kept.key).catch(() => {});
    if (!conflict) this.#saveSoon(0);
  }

  discardKept(): void {
    if (this.#state.kept) this.#deps.copies.forget(this.#state.kept.key).catch(() => {});
    this.#set({ kept: null });
  }

  /** The network is back. */
  retry(): void {
    if (this.#state.offline) this.#saveSoon(0);
  }

  close(): void {
    clearTimeout(this.#saveTimer);
    this.keepNow();
    this.#deps.copies.close();
  }
}

function pick(fields: Fields, names: readonly (keyof Fields)[]): Partial<Fields> {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}
