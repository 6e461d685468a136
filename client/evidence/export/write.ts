import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { renderKept } from '../../../activities/letters/delivery/kept.js';
import type { Records } from '../../../activities/records/database/open.js';
import { settingsOfSeals } from '../../../activities/records/evidence/seals.js';
import {
  actChanges,
  auditChain,
  digestedContents,
  exportedLists,
  exportedTables,
  historyChain,
  mailKeys,
  packedHistory,
  type TakenAway,
} from '../../../activities/records/evidence/taken-away.js';
import { exportedFiles, standingBytes } from '../../../activities/records/evidence/taken-files.js';
import { signingKeys } from '../../../activities/records/registry/keys.js';
import { EvidenceFolder } from './folder.js';
import { auditTable, csvLine, jsonRow } from './plain-text.js';
import { pageToReadFirst, type Told } from './read-first.js';

/** What was written: the folder's manifest has that digest. */
export interface Exported {
  files: number;
  digest: string;
  letters: number;
  histories: number;
}

/**
 * Writes everything about a campaign, or about all, into a folder of plain files with a script that checks them: all of it
 * as it stood at one moment, or nothing. The same records give the same bytes. Throws `FolderTaken`.
 * @param told what the page to read first says of it
 */
export async function exportEvidence(
  records: Records,
  of: TakenAway,
  { folder: place, sender, told }: { folder: string; sender: string; told: Told },
): Promise<Exported> {
  const folder = await EvidenceFolder.begin(place);
  try {
    const counts = await records.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => {
        await settingsOfSeals.execute(trx);
        return writeAll({ ...records, db: trx }, of, folder, sender);
      });
    await folder.write('DOC-TRUOC.txt', pageToReadFirst({ ...told, ...counts }));
    await folder.write('verify.py', await readFile(new URL('./verify.py', import.meta.url), 'utf8'));
    return { ...counts, ...(await folder.finish()) };
  } catch (error) {
    await folder.abandon();
    throw error;
  }
}

async function writeAll(records: Records, of: TakenAway, folder: EvidenceFolder, sender: string) {
  await writeTables(records, of, folder);
  await folder.writeParts('audit/chain.jsonl', lines(auditChain(records)));
  await folder.writeParts('audit/changes.jsonl', lines(actChanges(records)));
  await folder.writeParts('audit/acts.csv', auditTable(auditChain(records)));
  for await (const { digest, text } of digestedContents(records, of))
    await folder.write(`contents/${digest}.json`, text);
  for (const file of await exportedFiles(records, of))
    await folder.writeParts(`files/${file.digest}`, standingBytes(records, file));
  for await (const { inputDigest, input, answer } of exportedLists(records, of)) {
    await folder.write(`lists/${inputDigest}.input.json`, input);
    await folder.write(`lists/${inputDigest}.answer.json`, answer);
  }
  for (const { id, publicKey } of await signingKeys(records))
    await folder.write(
      `keys/${id}.pem`,
      `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----\n`,
    );
  return {
    letters: await writeLetters(records, of, folder, sender),
    histories: await writeHistories(records, of, folder),
  };
}

async function* lines(pages: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  for await (const rows of pages) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Each table twice, page by page: for people and for programs. */
async function writeTables(records: Records, of: TakenAway, folder: EvidenceFolder): Promise<void> {
  for await (const { table, columns, pages } of exportedTables(records, of)) {
    const csv = [csvLine(columns)];
    const json: string[] = [];
    for await (const rows of pages) {
      for (const row of rows) {
        csv.push(csvLine(columns.map((column) => row[column])));
        json.push(jsonRow(columns, row));
      }
    }
    await folder.write(`tables/${table}.csv`, csv.join(''));
    await folder.write(`tables/${table}.json`, json.length === 0 ? '[]\n' : `[\n${json.join(',\n')}\n]\n`);
  }
}

/** A name of a file for a key of any characters. */
function fileName(key: string): string {
  const digest = createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 8);
  return `${key.replace(/[^A-Za-z0-9.-]+/g, '_').slice(0, 150)}-${digest}`;
}

async function writeLetters(
  records: Records,
  of: TakenAway,
  folder: EvidenceFolder,
  sender: string,
): Promise<number> {
  let count = 0;
  for (const key of await mailKeys(records, of)) {
    const message = await renderKept(records, key, sender);
    if (message === null) continue;
    count += 1;
    await folder.write(`letters/${fileName(key)}.eml`, message);
  }
  return count;
}

async function writeHistories(records: Records, of: TakenAway, folder: EvidenceFolder): Promise<number> {
  const chain = await historyChain(records, of);
  let count = 0;
  const index: object[] = [];
  for (const { isTaken, ...run } of chain) {
    const file = isTaken ? fileName(`${run.workflowId}/${run.runId}`) : null;
    index.push({ ...run, file });
    if (file === null) continue;
    count += 1;
    const packed = await packedHistory(records, { ...run, isTaken });
    await folder.write(`histories/${file}.json.gz`, packed);
    await folder.write(`histories/${file}.json`, gunzipSync(packed));
  }
  await folder.write('histories/chain.jsonl', index.map((it) => `${JSON.stringify(it)}\n`).join(''));
  return count;
}
