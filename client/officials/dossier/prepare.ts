import { z } from 'zod';
import { type DossierContent, Nominee } from '../../../workflows/api/messages.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { say } from '../../language/language.js';
import { componentOf, type Described, readDescription } from './description.js';
import type { DossierFault, DossierFaultFacts } from './faults.js';
import { findDossierFile, type FoundFile } from './files.js';

/** A dossier as a unit prepared it: its content, which names its files by their digests, and those files. */
export interface Prepared {
  content: DossierContent;
  files: FoundFile[];
}

const DocumentRow = z.strictObject({
  component: z.string().min(1),
  nominee: z.string().min(1).max(120).optional(),
  title: z.string().trim().min(1).max(300).optional(),
  file: z.string().min(1).optional(),
});

/**
 * Reads a dossier from its folder or its description, and its files with it. It may be incomplete; what is there must be
 * right: all faults at once, each with its place.
 */
export async function prepareDossier(
  path: string,
  plan: Plan,
  campaign: CampaignKey,
): Promise<Prepared | { faults: DossierFault[] }> {
  const described = await readDescription(path, plan, campaign);
  const faults = [...described.faults];
  const nominees = described.nominees.flatMap((it): Nominee[] => {
    const read = readItem(Nominee, { ...it, value: withCriteria(it.value) });
    if ('faults' in read) faults.push(...read.faults);
    return 'item' in read ? [read.item] : [];
  });
  const documents: DossierContent['documents'] = [];
  const files: FoundFile[] = [];
  for (const it of described.documents) {
    const read = await readDocument(it, described.folder, plan);
    if ('faults' in read) faults.push(...read.faults);
    else documents.push(read.document);
    if ('file' in read && read.file !== undefined) files.push(read.file);
  }
  faults.push(...tooMany(nominees.length, documents.length));
  return faults.length > 0 ? { faults } : { content: { nominees, documents }, files };
}

const most = { nominees: 50, documents: 60 };

const tooMany = (nominees: number, documents: number): DossierFault[] =>
  (
    [
      ['nominees', nominees],
      ['documents', documents],
    ] as const
  )
    .filter(([of, count]) => count > most[of])
    .map(([of, count]) => ({
      place: of,
      field: null,
      code: 'field.malformed',
      given: String(count),
      problem: say(`nhiều nhất ${most[of]}`, `at most ${most[of]}`),
    }));

const withCriteria = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { criteria: {}, ...value } : value;

type ReadDocument =
  { document: DossierContent['documents'][number]; file: FoundFile | undefined } | { faults: DossierFault[] };

async function readDocument(described: Described, folder: string, plan: Plan): Promise<ReadDocument> {
  const read = readItem(DocumentRow, described);
  if ('faults' in read) return read;
  const { component: given, nominee, title, file: name } = read.item;
  const component = componentOf(plan, given);
  const file = name === undefined ? undefined : await findDossierFile(folder, name);
  const at = (field: string, facts: DossierFaultFacts) => ({ place: described.place, field, ...facts });
  const faults: DossierFault[] = [];
  const known = plan.dossier.map(({ code }) => code);
  if (component === undefined) faults.push(at('component', { code: 'component.unknown', given, known }));
  if (file !== undefined && 'code' in file) faults.push(at('file', file));
  if (component === undefined || (file !== undefined && 'code' in file)) return { faults };
  const document = {
    component: component.code,
    title: title ?? component.name,
    ...(nominee !== undefined && { nominee }),
    ...(file !== undefined && { digest: file.digest }),
  };
  return { document, file };
}

function readItem<T>(
  schema: z.ZodType<T>,
  { place, value }: Described,
): { item: T } | { faults: DossierFault[] } {
  const parsed = schema.safeParse(value, { error: z.locales.vi().localeError });
  if (parsed.success) return { item: parsed.data };
  const faults = parsed.error.issues.map(({ path, message }): DossierFault => {
    const field = path.length === 0 ? null : path.join('.');
    return { place, field, ...factsOf(valueAt(value, path), message, field) };
  });
  return { faults };
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (it, key) => (typeof it === 'object' && it !== null ? Reflect.get(it, key) : undefined),
    value,
  );

function factsOf(input: unknown, message: string, field: string | null): DossierFaultFacts {
  if (input === undefined || input === '') return { code: 'field.empty' };
  const given = typeof input === 'string' ? input : JSON.stringify(input).slice(0, 80);
  return field === 'kind'
    ? { code: 'kind.unknown', given }
    : { code: 'field.malformed', given, problem: message };
}
