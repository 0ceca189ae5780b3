// The editor's state without its interface: the saved draft, the edited fields, autosave, and merging of concurrent changes. What is not
// saved is stored in this browser until the server has it; no save overwrites changes made elsewhere.
import { ApiProblem, withoutField } from "@/lib/api-client/problem";
import {
  changesOf,
  type Draft,
  type Fields,
  fieldNames,
  fieldsOf,
  isChanged,
  isPublished,
  ownNames,
  pick,
  type SaveBody,
  type Saved,
  textNames,
} from "./fields";
import type { KeptCopies, KeptCopy } from "./kept-copy";
import { copyOf, restored } from "./kept-fields";
import { mergeFields } from "./merge";

export interface Conflict {
  theirs: Draft;
  disputed: (keyof Fields)[];
  /** The restored one, where that is what is disputed: it is older than the draft. */
  copy?: KeptCopy;
}

export interface DeskState {
  draft: Draft;
  fields: Fields;
  saving: boolean;
  /** The last attempt to save did not reach the server. */
  offline: boolean;
  problem: ApiProblem | null;
  conflict: Conflict | null;
  /** What an earlier visit left unsaved. */
  kept: KeptCopy | null;
  /** The rich editor has changes that are not serialised yet. */
  typing: boolean;
  /** Incremented when the text is replaced other than by typing. */
  epoch: number;
}

export interface DeskDeps {
  save(body: SaveBody): Promise<Saved>;
  load(): Promise<Draft>;
  copies: KeptCopies;
  /** Notifies this browser's other tabs. */
  onSaved(draft: Draft): void;
}

const pauseMs = 1200;
/** Longest delay of an autosave during continuous typing. */
const autosaveDelayMaxMs = 10_000;
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
  /** Serialises the rich editor's pending changes. */
  pull: (() => void) | undefined;

  constructor(draft: Draft, deps: DeskDeps) {
    this.#deps = deps;
    const idle = { saving: false, offline: false, problem: null, conflict: null, kept: null, typing: false };
    this.#state = { ...idle, epoch: 0, draft, fields: fieldsOf(draft) };
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

  /** Offers the newest unsaved copy of earlier visits. */
  open(): void {
    this.#deps.copies.watch(this.#state.draft.id, (copy) => this.#offer(copy)).catch(() => {});
  }

  #offer(copy: KeptCopy): void {
    const { kept, draft } = this.#state;
    if (!isChanged(restored(copy, draft).fields, fieldsOf(draft))) this.#deps.copies.forget(copy.key).catch(() => {});
    else if (!kept || kept.keptAt < copy.keptAt) this.#set({ kept: copy });
  }

  edit(change: Partial<Fields>): void {
    const problem = Object.keys(change).reduce((left, name) => left && withoutField(left, name), this.#state.problem);
    this.#set({ fields: { ...this.#state.fields, ...change }, problem });
    this.#keepSoon();
    this.#saveSoon();
  }

  touch(): void {
    if (!this.#state.typing) this.#set({ typing: true });
  }

  /** Takes the rich editor's serialised text, changed or not. */
  write(texts: Pick<Fields, "preview" | "content">): void {
    const { fields } = this.#state;
    this.#set({ typing: false });
    if (texts.preview !== fields.preview || texts.content !== fields.content) this.edit(texts);
  }

  #keepSoon(): void {
    this.#keepTimer ??= setTimeout(() => this.keepNow(), keepMs);
  }

  /** Stores unsaved fields in this browser, or deletes the copy once the server has them. */
  keepNow(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = undefined;
    const { draft, fields, conflict } = this.#state;
    const copy = copyOf(draft, fields, conflict?.copy);
    const done = copy ? this.#deps.copies.put(copy) : this.#deps.copies.drop();
    done.catch(() => {});
  }

  #saveSoon(wait = pauseMs): void {
    clearTimeout(this.#saveTimer);
    this.#firstChangeAt ??= Date.now();
    const left = this.#firstChangeAt + autosaveDelayMaxMs - Date.now();
    this.#saveTimer = setTimeout(() => void this.autosave(), Math.max(0, Math.min(wait, left)));
  }

  /** Saves the text as an autosave; resolves to false if that failed. */
  autosave(): Promise<boolean> {
    return this.#inTurn(async () => {
      this.pull?.();
      const { fields, draft, conflict } = this.#state;
      if (conflict || !isChanged(fields, fieldsOf(draft), textNames)) return true;
      return this.#send(textNames, true);
    });
  }

  /**
   * Saves a version that autosaves do not replace. Nothing that readers see changes: what a published item's price, address and tags
   * are to be waits here until it is published again.
   */
  save(): Promise<boolean> {
    // Again, where the first was refused for a change elsewhere, which then was merged.
    return this.#inTurn(async () => (await this.#saveOnce()) && this.#saveOnce());
  }

  async #saveOnce(): Promise<boolean> {
    this.pull?.();
    const { fields, draft, conflict } = this.#state;
    if (conflict) return false;
    const names = isPublished(draft) ? textNames : fieldNames;
    // An autosave is kept as a version by being saved.
    return isChanged(fields, fieldsOf(draft), names) || draft.isAutosave ? this.#send(names, false) : true;
  }

  /**
   * Publishes what is saved, and the changes of `ownNames` with it. "changed" where that is not what was to be published any more: then it
   * is loaded.
   */
  publish(send: (terms: Partial<SaveBody>) => Promise<Draft>): Promise<Draft | "changed"> {
    return this.#inTurn(async () => {
      const { fields, draft } = this.#state;
      const sent = fieldsOf(draft);
      try {
        const answer = await send(changesOf(fields, sent, ownNames));
        const { title, dek, preview, content, versionNumber } = draft;
        this.#settle({ ...answer, title, dek, preview, content, versionNumber }, { ...sent, ...pick(fields, ownNames) });
        this.#merge(answer);
        this.#deps.onSaved(answer);
        return answer;
      } catch (error) {
        if (!isConflict(error)) throw error;
        await this.#refresh();
        return "changed";
      }
    });
  }

  /** Replaces the text other than by typing. */
  replace(texts: Partial<Pick<Fields, "preview" | "content">>): void {
    this.#set({ epoch: this.#state.epoch + 1 });
    this.edit(texts);
  }

  /** Serialises calls, first in first out. */
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
    const { versionNumber, status } = draft;
    // Fields of its own are seen at once, where it was published meanwhile.
    const isOwn = ownNames.some((name) => name in changes);
    const body = { ...changes, versionNumber, ...(isOwn && { status }), ...(autosave && { autosave }) };
    this.#set({ saving: true, problem: null });
    try {
      const answer = await this.#deps.save(body);
      const { preview, content } = { ...saved, ...pick(fields, names) };
      this.#settle({ ...this.#state.draft, preview, content, ...answer }, { ...saved, ...pick(fields, names) });
      this.#deps.onSaved(this.#state.draft);
      this.#failures = 0;
      this.#set({ saving: false, offline: false });
      return true;
    } catch (error) {
      this.#set({ saving: false });
      return this.#recover(error);
    }
  }

  async #recover(error: unknown): Promise<boolean> {
    if (isConflict(error)) return this.#refresh();
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

  /** Takes the answer to what was sent as the saved state; unsent fields and later edits stay in `fields`. */
  #settle(next: Draft, sent: Fields): void {
    const answered = fieldsOf(next);
    const { fields } = this.#state;
    const stands = fieldNames.map((name) => [name, fields[name] === sent[name] ? answered[name] : fields[name]]);
    this.#set({ draft: next, fields: Object.fromEntries(stands) });
    this.keepNow();
    if (isChanged(this.#state.fields, answered, textNames)) this.#saveSoon();
  }

  /** Takes the answer to a change of something other than the text, which may have been changed elsewhere by then. */
  take(answer: Draft): Promise<Draft> {
    return this.#inTurn(async () => {
      // Of another version, it may be older than what was saved meanwhile, and newer.
      if (answer.versionNumber === this.#state.draft.versionNumber) this.#merge(answer);
      else await this.#refresh();
      this.#deps.onSaved(answer);
      return answer;
    });
  }

  /** Loads the draft, which may have changed elsewhere, and merges it. */
  refresh(): Promise<boolean> {
    return this.#inTurn(() => this.#refresh());
  }

  async #refresh(): Promise<boolean> {
    try {
      this.#merge(await this.#deps.load());
      return this.#state.conflict === null;
    } catch (error) {
      if (error instanceof ApiProblem && error.status !== 0 && error.code !== "conflict") this.#set({ problem: error });
      return false;
    }
  }

  #merge(theirs: Draft): void {
    this.pull?.();
    const { draft, fields, epoch, conflict } = this.#state;
    const { fields: merged, disputed } = mergeFields(fieldsOf(draft), fields, fieldsOf(theirs), conflict?.disputed);
    if (disputed.length > 0) {
      this.#set({ conflict: { ...conflict, theirs, disputed } });
      this.keepNow();
      return;
    }
    const isReplaced = merged.preview !== fields.preview || merged.content !== fields.content;
    this.#set({ draft: theirs, fields: merged, conflict: null, epoch: isReplaced ? epoch + 1 : epoch });
    this.keepNow();
    if (isChanged(merged, fieldsOf(theirs), textNames)) this.#saveSoon();
  }

  /** Saves this text as the next version; theirs stays in the history. */
  async keepMine(): Promise<void> {
    const { conflict, fields, draft, epoch } = this.#state;
    if (!conflict) return;
    const merged = mergeFields(fieldsOf(draft), fields, fieldsOf(conflict.theirs), conflict.disputed).fields;
    this.#set({ draft: conflict.theirs, fields: merged, conflict: null, epoch: epoch + 1 });
    await this.save();
  }

  takeTheirs(): void {
    const { conflict, epoch, fields, draft } = this.#state;
    if (!conflict) return;
    const theirs = fieldsOf(conflict.theirs);
    const { fields: merged, disputed } = mergeFields(fieldsOf(draft), fields, theirs, conflict.disputed);
    for (const name of disputed) merged[name] = theirs[name];
    this.#set({ draft: conflict.theirs, fields: merged, conflict: null, epoch: epoch + 1 });
    this.keepNow();
    if (this.isChanged) this.#saveSoon();
  }

  /** Restores the unsaved copy; a conflict if the draft has changed since. */
  restoreKept(): void {
    const { kept, draft, epoch } = this.#state;
    if (!kept) return;
    const { fields, disputed } = restored(kept, draft);
    const conflict = disputed.length === 0 ? null : { theirs: draft, disputed, copy: kept };
    this.#set({ fields, conflict, kept: null, epoch: epoch + 1 });
    this.keepNow();
    this.#deps.copies.forget(kept.key).catch(() => {});
    if (!conflict) this.#saveSoon(0);
  }

  discardKept(): void {
    if (this.#state.kept) this.#deps.copies.forget(this.#state.kept.key).catch(() => {});
    this.#set({ kept: null });
  }

  /** Called when the browser is online again. */
  retry(): void {
    if (this.#state.offline) this.#saveSoon(0);
  }

  close(): void {
    clearTimeout(this.#saveTimer);
    this.keepNow();
    this.#deps.copies.close();
  }
}

const isConflict = (error: unknown) => error instanceof ApiProblem && error.code === "conflict";
