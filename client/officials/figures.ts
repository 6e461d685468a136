import { z } from 'zod';
import { RankingRow } from '../../workflows/api/messages.js';

/** Of a selection's input, what is told of its nominees. */
export const FiguresInput = z.object({
  rankings: z.object({ current: z.array(RankingRow).default([]), previous: z.array(RankingRow).default([]) }),
  dossiers: z.array(
    z.object({
      unit: z.string(),
      nominees: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          personId: z.string().optional(),
          criteria: z.record(z.string(), z.boolean()).default({}),
        }),
      ),
    }),
  ),
  ledger: z
    .array(
      z.object({ unit: z.string(), personId: z.string().optional(), revoked: z.boolean().default(false) }),
    )
    .default([]),
  decisions: z.array(z.object({ question: z.string(), reason: z.string() })).default([]),
});
export type FiguresInput = z.infer<typeof FiguresInput>;

/** A nominee with the figures of his unit, and how many certificates he or it has of the years. */
export interface Figures {
  nominee: string;
  name: string;
  unit: string;
  unitName: string;
  rank: number | null;
  previousRank: number | null;
  certificates: number;
}

/** A nominee's figures. @param names of units, by code */
export function figuresOf(input: FiguresInput, names: ReadonlyMap<string, string>, nominee: string): Figures {
  const dossier = input.dossiers.find(({ nominees }) => nominees.some(({ id }) => id === nominee));
  const found = dossier?.nominees.find(({ id }) => id === nominee);
  const unit = dossier?.unit ?? '';
  const rankIn = (rows: readonly RankingRow[]): number | null =>
    rows.find((it) => it.unit === unit)?.rank ?? null;
  const isSame = (row: FiguresInput['ledger'][number]): boolean =>
    found?.personId === undefined
      ? row.unit === unit && row.personId === undefined
      : row.personId === found.personId;
  return {
    nominee,
    name: found?.name ?? nominee,
    unit,
    unitName: names.get(unit) ?? unit,
    rank: rankIn(input.rankings.current),
    previousRank: rankIn(input.rankings.previous),
    certificates: input.ledger.filter((row) => !row.revoked && isSame(row)).length,
  };
}
