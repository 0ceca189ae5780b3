// SQL of previews. One worker at a time takes a file; taking it counts an attempt, and only the worker of the latest attempt may
// write the result (outcome-queries.ts).
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { OwnPreview, ShownPart, ShownPreview } from "./codecs";
import type { NoPreviewReason, PartKind, PreviewState } from "./types";

export interface Job {
  fileId: string;
  creatorId: string;
  attempts: number;
  mediaType: string;
  bytes: bigint;
  storageKey: string;
}

/** Takes the file that has waited longest, of any creator but these; no other worker takes it before `leaseUntil`. */
export async function takeJob(db: Db, now: Date, leaseUntil: Date, exceptOf: string[] = []): Promise<Job | undefined> {
  const [job] = await db.$queryRaw<Job[]>`
    UPDATE file_preview p SET attempts = p.attempts + 1, due_at = ${leaseUntil}
      FROM file f JOIN item i ON i.id = f.item_id
     WHERE f.id = p.file_id AND p.file_id = (
       SELECT w.file_id FROM file_preview w JOIN file wf ON wf.id = w.file_id JOIN item wi ON wi.id = wf.item_id
        WHERE w.state = 'waiting' AND w.due_at <= ${now} AND wi.creator_id <> ALL(${exceptOf})
        ORDER BY w.due_at LIMIT 1 FOR UPDATE OF w SKIP LOCKED)
    RETURNING p.file_id AS "fileId", i.creator_id AS "creatorId", p.attempts, f.media_type AS "mediaType", f.bytes, f.storage_key AS "storageKey"`;
  return job;
}

interface PartRow extends ShownPart {
  fileId: string;
  text: string | null;
}

/** The parts of a version's previews in order; of their bytes, only those of text heads. */
async function selectParts(db: Db, versionId: string, onlyShown: boolean): Promise<PartRow[]> {
  const rows = await db.$queryRaw<PartRow[]>`
    SELECT q.file_id AS "fileId", q.kind::text AS kind, q.media_type AS "mediaType", q.sha256, octet_length(q.content) AS bytes,
           q.width, q.height, q.duration_ms AS "durationMs",
           CASE WHEN q.kind IN ('table', 'text') THEN convert_from(q.content, 'UTF8') END AS text
      FROM version_file vf JOIN file_preview p ON p.file_id = vf.file_id JOIN preview_part q ON q.file_id = vf.file_id
     WHERE vf.version_id = ${versionId} AND (p.is_shown OR NOT ${onlyShown})
     ORDER BY vf.position, q.position`;
  return rows;
}

function toPart({ fileId: _fileId, text, ...part }: PartRow): ShownPart {
  return { ...part, head: text === null ? null : part.kind === "table" ? JSON.parse(text) : text };
}

/** The previews that readers may see of the files of a published version. */
export async function selectShown(db: Db, versionId: string): Promise<ShownPreview[]> {
  const rows = await selectParts(db, versionId, true);
  const fileIds = [...new Set(rows.map((row) => row.fileId))];
  return fileIds.map((fileId) => ({ fileId, parts: rows.filter((row) => row.fileId === fileId).map(toPart) }));
}

interface OwnRow {
  fileId: string;
  state: PreviewState;
  reason: NoPreviewReason | null;
  isShown: boolean;
}

/** All files of a version, as their creator sees them. */
export async function selectOwn(db: Db, versionId: string): Promise<OwnPreview[]> {
  const files = await db.$queryRaw<OwnRow[]>`
    SELECT p.file_id AS "fileId", p.state::text AS state, p.reason, p.is_shown AS "isShown"
      FROM version_file vf JOIN file_preview p ON p.file_id = vf.file_id
     WHERE vf.version_id = ${versionId} ORDER BY vf.position`;
  const rows = await selectParts(db, versionId, false);
  return files.map((file) => ({ ...file, parts: rows.filter((row) => row.fileId === file.fileId).map(toPart) }));
}

export interface ServedPart {
  kind: PartKind;
  mediaType: string;
  content: Uint8Array;
  /** Whether readers may see it; otherwise only the item's creator does. */
  isPublic: boolean;
}

export async function selectPart(db: Db, sha256: string, wallet: Address | null): Promise<ServedPart | undefined> {
  const [part] = await db.$queryRaw<ServedPart[]>`
    SELECT * FROM (
      SELECT q.kind::text AS kind, q.media_type AS "mediaType", q.content, c.wallet AS owner,
             p.is_shown AND i.status IN ('listed', 'unlisted') AND EXISTS (
               SELECT FROM version_file vf WHERE vf.version_id = i.published_version_id AND vf.file_id = f.id) AS "isPublic"
        FROM preview_part q JOIN file_preview p ON p.file_id = q.file_id JOIN file f ON f.id = q.file_id
        JOIN item i ON i.id = f.item_id JOIN creator c ON c.id = i.creator_id
       WHERE q.sha256 = ${sha256}) AS found
     WHERE "isPublic" OR owner = ${wallet} ORDER BY "isPublic" DESC LIMIT 1`;
  return part;
}
