import { z } from 'zod';
import { Bloc, CampaignKey, Day, NomineeKind, Plan } from '../../workflows/plan/schema.js';
import { Letterhead } from '../reference/letterheads.js';

const Award = z.object({
  bloc: Bloc,
  kind: NomineeKind,
  seat: z.string(),
  name: z.string(),
  unitName: z.string(),
  clause: z.string(),
  explanation: z.string(),
  /** đồng; null before the decision. */
  money: z.number().nullable(),
  /** What a reader of the certificate can ask the office about; null before the decision. */
  code: z.string().nullable(),
});
export type Award = z.infer<typeof Award>;

const Signer = z.object({ name: z.string(), signsAs: z.string() });
export type Signer = z.infer<typeof Signer>;

/** What the documents of one act say, as the records have it: nothing else gets into them. */
export const Facts = z.object({
  plan: Plan,
  campaign: CampaignKey,
  letterhead: Letterhead,
  /** The day of the act. */
  day: Day,
  homeAffairs: Signer,
  board: Signer,
  /** Those on the list, or, once it is decided, those with a certificate. */
  awards: z.array(Award),
  vacancies: z.array(z.object({ bloc: Bloc, kind: NomineeKind, seat: z.string(), explanation: z.string() })),
  dossiers: z.array(z.object({ bloc: Bloc, filed: z.int(), accepted: z.int() })),
  /** How many dossiers were first filed so many days before the cutoff; below nought: in time that was given. */
  filings: z.array(z.object({ daysBefore: z.int(), count: z.int() })),
  /** Of the period: the certificates of the plan's campaigns, this one among them, that had been decided; revoked ones are none. */
  years: z.array(z.object({ campaign: CampaignKey, collectives: z.int(), individuals: z.int() })),
  decision: z.object({ number: z.string(), date: Day, signer: Signer }).nullable(),
  /** The laws that the decision cites, and those on its money. */
  bases: z.array(z.string()),
  rewardLaws: z.array(z.string()),
  meeting: z
    .object({
      date: Day,
      participants: z.array(z.string()),
      votes: z.object({ inFavour: z.int(), against: z.int(), abstained: z.int() }).optional(),
    })
    .nullable(),
  ceremony: z.object({ date: Day, place: z.string() }).nullable(),
  /** The certificate that the act takes back; null: it takes none. */
  revocation: z
    .object({
      award: Award,
      /** By which decision it was given. */
      given: z.object({ number: z.string(), date: Day }),
      decision: z.object({ number: z.string(), date: Day, signer: Signer }),
      reason: z.string(),
    })
    .nullable(),
  commendations: z.array(z.object({ unitName: z.string(), collectives: z.int(), individuals: z.int() })),
  difficulties: z.array(z.object({ unitName: z.string(), text: z.string() })),
});
export type Facts = z.infer<typeof Facts>;
