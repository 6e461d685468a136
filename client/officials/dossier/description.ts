import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { z } from 'zod';
import type { CampaignKey, Component, Criterion, Plan } from '../../../workflows/plan/schema.js';
import type { DossierFault, DossierFaultFacts } from './faults.js';
import { plain, readTable, type TableColumn } from './tables.js';

/** A nominee or a document as it was described, unread, and where. */
export interface Described {
  place: string;
  value: unknown;
}

/** A dossier's description: its folder, where its files stand, and what was described. */
export interface Description {
  folder: string;
  nominees: Described[];
  documents: Described[];
  faults: DossierFault[];
}

/** The files of a folder in which a dossier is described: the one, or the two others. */
export const descriptionFiles = {
  json: 'dossier.json',
  nominees: 'nominees.csv',
  documents: 'documents.csv',
} as const;

/** What a dossier's description has to say of its nominees, by the plan. */
function criteriaOf(plan: Plan, campaign: CampaignKey): Criterion[] {
  const { criteria } = campaign === 'summary' ? plan.summary : plan.annual;
  const all = [...criteria.collective, ...criteria.individual];
  return all.filter(({ code }, index) => all.findIndex((it) => it.code === code) === index);
}

/** The columns of the nominees' table. */
export const nomineeColumns = (plan: Plan, campaign: CampaignKey): TableColumn[] => [
  { field: 'id', titles: ['Mã đề cử'] },
  { field: 'kind', titles: ['Loại'] },
  { field: 'name', titles: ['Tên', 'Họ và tên'] },
  { field: 'personId', titles: ['Mã người'], isOptional: true },
  ...criteriaOf(plan, campaign).map(({ code, name }) => ({
    field: code,
    titles: [name],
    isOptional: true as const,
  })),
];

/** The columns of the documents' table. */
export const documentColumns: readonly TableColumn[] = [
  { field: 'component', titles: ['Thành phần'] },
  { field: 'nominee', titles: ['Mã đề cử', 'Đề cử'], isOptional: true },
  { field: 'title', titles: ['Tên tài liệu'], isOptional: true },
  { field: 'file', titles: ['Tệp'], isOptional: true },
];

/** Reads how a dossier is described: in a folder, or in one of the files that a folder may hold. */
export async function readDescription(path: string, plan: Plan, campaign: CampaignKey): Promise<Description> {
  const isFolder = await stat(path).then(
    (it) => it.isDirectory(),
    () => false,
  );
  const folder = isFolder ? path : dirname(path);
  const json = isFolder ? descriptionFiles.json : basename(path);
  if (isFolder || extname(path) === '.json') {
    const bytes = await bytesOf(join(folder, json));
    if (bytes !== null) return fromJson(folder, json, bytes);
  }
  const nominees = await bytesOf(join(folder, descriptionFiles.nominees));
  const documents = await bytesOf(join(folder, descriptionFiles.documents));
  const isDescribed = isFolder || extname(path) === '.csv';
  if (!isDescribed || (nominees === null && documents === null))
    return atFault(folder, basename(path), { code: 'description.none', path });
  return fromTables(folder, { nominees, documents }, plan, campaign);
}

const bytesOf = (path: string): Promise<Uint8Array | null> => readFile(path).catch(() => null);

const atFault = (folder: string, place: string, facts: DossierFaultFacts): Description => ({
  folder,
  nominees: [],
  documents: [],
  faults: [{ place, field: null, ...facts }],
});

const Json = z.strictObject({
  nominees: z.array(z.unknown()).default([]),
  documents: z.array(z.unknown()).default([]),
});

function fromJson(folder: string, name: string, bytes: Uint8Array): Description {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return atFault(folder, name, { code: 'description.unreadable', reason });
  }
  const parsed = Json.safeParse(value, { error: z.locales.vi().localeError });
  if (!parsed.success) {
    const reason = parsed.error.issues.map((it) => [...it.path, it.message].join(': ')).join('; ');
    return atFault(folder, name, { code: 'description.unreadable', reason });
  }
  const { nominees, documents } = parsed.data;
  const placed = (of: string) => (it: unknown, index: number) => ({
    place: `${name}, ${of}[${index}]`,
    value: it,
  });
  return {
    folder,
    nominees: nominees.map(placed('nominees')),
    documents: documents.map(placed('documents')),
    faults: [],
  };
}

function fromTables(
  folder: string,
  bytes: { nominees: Uint8Array | null; documents: Uint8Array | null },
  plan: Plan,
  campaign: CampaignKey,
): Description {
  const none = { rows: [], faults: [] };
  const read = {
    nominees:
      bytes.nominees === null
        ? none
        : readTable(descriptionFiles.nominees, bytes.nominees, nomineeColumns(plan, campaign)),
    documents:
      bytes.documents === null
        ? none
        : readTable(descriptionFiles.documents, bytes.documents, documentColumns),
  };
  const codes = criteriaOf(plan, campaign).map(({ code }) => code);
  const faults: DossierFault[] = [...read.nominees.faults, ...read.documents.faults];
  const nominees = read.nominees.rows.map(({ place, texts }) => {
    const { kind, ...others } = texts;
    const criteria: Record<string, boolean> = {};
    for (const code of codes) {
      const given = texts[code];
      const isMet = given === undefined ? undefined : yesNo(given);
      if (isMet === null && given !== undefined)
        faults.push({ place, field: code, code: 'yes-no.unknown', given });
      if (typeof isMet === 'boolean') criteria[code] = isMet;
    }
    const own = Object.fromEntries(Object.entries(others).filter(([field]) => !codes.includes(field)));
    return { place, value: { ...own, kind: kind === undefined ? undefined : kindOf(kind), criteria } };
  });
  const documents = read.documents.rows.map(({ place, texts }) => ({ place, value: texts }));
  return { folder, nominees, documents, faults };
}

const kinds: Readonly<Record<string, string>> = { tapthe: 'collective', canhan: 'individual' };
const kindOf = (text: string): string => kinds[plain(text)] ?? text;

/** Null: neither. */
function yesNo(text: string): boolean | null {
  if (['co', 'dat', 'yes', 'true', 'x', '1'].includes(plain(text))) return true;
  return ['khong', 'khongdat', 'no', 'false', '0'].includes(plain(text)) ? false : null;
}

/** The component that a description means: by its code or its name in the plan. */
export const componentOf = (plan: Plan, given: string): Component | undefined =>
  plan.dossier.find(({ code, name }) => plain(code) === plain(given) || plain(name) === plain(given));
