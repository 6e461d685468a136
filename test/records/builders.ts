import type { Change, Entry } from '../../workflows/acts.js';
import type { Actor, DossierContent, Nominee } from '../../workflows/messages.js';
import { testInstance } from './setup.js';

/** 1 February 2024, 09:00 in Cần Thơ. */
export const now = Date.parse('2024-02-01T09:00:00.000+07:00');
/** IV.1.a: the first instant that is too late for the campaign of 2023. */
export const cutoff = Date.parse('2024-02-10T00:00:00.000+07:00');

export const homeAffairs: Actor = { office: 'home-affairs', person: 'snv-cchc-1' };
export const chairman: Actor = { office: 'chairman', person: 'tran-viet-truong' };
export const official = (unit: string): Actor => ({ office: 'unit', unit, person: `can-bo-${unit}` });

let entries = 0;

/** An act of the engine in the campaign of 2023 that changes nothing, with a key of its own. */
export const anEntry = (over: Partial<Entry> = {}): Entry => ({
  key: `entry-${++entries}`,
  instance: testInstance,
  workflow: 'campaign/263/2023',
  plan: '263',
  campaign: '2023',
  unit: null,
  act: 'test',
  actor: null,
  at: now,
  reason: null,
  facts: {},
  change: { type: 'none' },
  ...over,
});

export const anEntryOf = (change: Change, over: Partial<Entry> = {}): Entry => anEntry({ change, ...over });

export const anIndividual = (id: string, personId: string, name = `Ông ${id}`): Nominee => ({
  id,
  kind: 'individual',
  name,
  personId,
  criteria: { ethics: true, taskCompletion: true, initiativeRecognised: true },
});

export const aCollective = (id: string): Nominee => ({
  id,
  kind: 'collective',
  name: `Tập thể ${id}`,
  criteria: { leadership: true, propaganda: true, launchPlan: true, implementation: true, initiatives: true },
});

export const aContent = (over: Partial<DossierContent> = {}): DossierContent => ({
  nominees: [],
  documents: [],
  ...over,
});

/** The key of a unit's dossier in the campaign of 2023. */
export const dossierOf = (unit: string) => ({ plan: '263', campaign: '2023', unit }) as const;
