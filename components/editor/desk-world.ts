// For tests: the editor's desk with a server of one draft, and the copies of one device.

import { ApiProblem } from "@/lib/api-client/problem";
import { Desk } from "./desk";
import type { Draft } from "./fields";
import type { KeptCopies, KeptCopy } from "./kept-copy";

export const first: Draft = {
  id: "item_1",
  kind: "article",
  status: "draft",
  slug: "on-desks",
  title: "On desks",
  dek: "",
  tags: [],
  amount: "250000",
  preview: "Free.",
  content: "Paid.",
  files: [],
  versionNumber: 1,
  isAutosave: false,
  hasUnpublishedChanges: true,
  updatedAt: "2026-11-25T09:00:00.000Z",
} as unknown as Draft;

/** A server with one draft, which refuses a save that started elsewhere; and the device's copies. */
export function deskWorld(copies: KeptCopy[] = [], opened = first) {
  const server = { draft: opened, down: false, saves: [] as Record<string, unknown>[], told: 0, refuses: [] as string[] };
  const kept: KeptCopies = {
    close: () => {},
    put: async (copy) => void copies.splice(0, 1, { ...copy, key: "mine" }),
    drop: async () => void copies.splice(0, 1),
    watch: async (_itemId, onFound) => {
      for (const copy of [...copies]) onFound(copy);
    },
    forget: async (key) => void copies.splice(copies.findIndex((copy) => copy.key === key) >>> 0, 1),
  };
  const desk = new Desk(opened, {
    async save({ versionNumber, status, autosave, ...fields }) {
      if (server.down) throw new ApiProblem({ status: 0, code: "unavailable", detail: "not reached" });
      if (server.refuses.length) {
        const issues = server.refuses.map((path) => ({
          path: path === "tags" ? "tags.0" : path,
          code: "wrong_form",
          message: "no",
        }));
        throw new ApiProblem({ status: 400, code: "invalid_request", detail: "no", issues: issues as never });
      }
      if (versionNumber !== server.draft.versionNumber || (status ?? server.draft.status) !== server.draft.status)
        throw new ApiProblem({ status: 409, code: "conflict", detail: "changed elsewhere" });
      server.saves.push({ ...fields, ...(autosave ? { autosave } : {}) });
      server.draft = {
        ...server.draft,
        ...fields,
        versionNumber: server.draft.versionNumber + 1,
        isAutosave: autosave === true,
      } as Draft;
      const { preview: _preview, content: _content, files: _files, ...saved } = server.draft;
      return saved;
    },
    load: async () => server.draft,
    copies: kept,
    onSaved: () => {
      server.told++;
    },
  });
  const elsewhere = (fields: Partial<Draft>) => {
    server.draft = { ...server.draft, ...fields, versionNumber: server.draft.versionNumber + 1 };
  };
  return { desk, server, copies, elsewhere };
}
