import { formatMoment } from '../../../workflows/rules/days.js';
import { taskQueues } from '../../../workflows/api/identity.js';
import { clockMode } from '../database/business-time.js';
import { type Records, toInstant } from '../database/open.js';

/** How far the archivist came on a queue. */
export interface Archive {
  /** Every run that closed before this is kept: epoch ms of the server's clock; null: none has closed yet. */
  closedUntil: number | null;
  /** Nothing that closed before this is missing: epoch ms of the worker's clock. */
  completeAt: number;
  /** How long the server keeps a closed run, in milliseconds. */
  retention: number;
}

/** How far the archivist came; null where it never looked. */
export async function findArchive(records: Records, taskQueue: string): Promise<Archive | null> {
  const row = await records.db
    .selectFrom('archive')
    .selectAll()
    .where('task_queue', '=', taskQueue)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    closedUntil: row.closed_until,
    completeAt: row.complete_at,
    retention: row.retention_seconds * 1_000,
  };
}

/** Notes how far the archivist came. */
export async function keepArchive(records: Records, taskQueue: string, archive: Archive): Promise<void> {
  const values = {
    closed_until: archive.closedUntil === null ? null : toInstant(archive.closedUntil),
    complete_at: toInstant(archive.completeAt),
    retention_seconds: Math.round(archive.retention / 1_000),
  };
  await records.db
    .insertInto('archive')
    .values({ task_queue: taskQueue, ...values })
    .onConflict((conflict) => conflict.column('task_queue').doUpdateSet(values))
    .execute();
}

/** What `status` says of the kept histories; instants in epoch ms of wall time. */
export interface ArchiveStanding {
  keptUntil: number;
  /** After so many days the server deletes a closed run. */
  retentionDays: number;
  /** More than half of that time has passed since `keptUntil`. */
  isInDanger: boolean;
}

const dayMs = 86_400_000;

/** Of the queue that this clock's workflows are on; null where no worker has run. */
export async function archiveStanding(records: Records): Promise<ArchiveStanding | null> {
  const { mode } = await clockMode(records);
  const archive = await findArchive(records, taskQueues[mode]);
  return archive === null ? null : standingOf(archive);
}

/** The standing of an archive now. */
export const standingOf = ({ completeAt, retention }: Archive): ArchiveStanding => ({
  keptUntil: completeAt,
  retentionDays: retention / dayMs,
  isInDanger: retention > 0 && Date.now() - completeAt > retention / 2,
});

/** The danger, and what to do, for the log and for `status`. */
export const archiveDanger = ({ keptUntil, retentionDays }: ArchiveStanding): string =>
  `Lịch sử các luồng việc mới được lưu đến ${formatMoment(keptUntil)}; máy chủ Temporal xóa luồng việc đã kết thúc ` +
  `sau ${String(Math.round(retentionDays * 10) / 10).replace('.', ',')} ngày. ` +
  'Hãy để chương trình ("npm start") chạy liên tục và xem lỗi trong nhật ký của nó; ' +
  'nếu chưa kịp, hãy tăng thời hạn lưu của namespace (temporal operator namespace update --retention).';
