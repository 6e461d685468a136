import { proposedOrder } from './questions.js';
import { blocCodes } from '../../workflows/plan/names.js';
import { plan263 } from '../plan/plans.js';
import type { Records } from '../../activities/records/database/open.js';
import { messages, type RankingRow } from '../../workflows/api/messages.js';
import { dayOf } from '../../workflows/rules/days.js';
import { at } from '../workflows/dossiers.js';
import { aDossier, board, homeAffairs, homeAffairsHead, unitOfficial } from '../workflows/people.js';
import { type Beginning, beginnings } from './acts.js';
import type { Play } from './play.js';
import { settle } from './settle.js';
import type { Outcome } from './outcome.js';

/** Brings a campaign straight to where a plot begins; the random acts explore the neighbourhood. */
export async function bringTo(play: Play, beginning: Beginning): Promise<void> {
  for (const step of beginnings.slice(0, beginnings.indexOf(beginning) + 1)) {
    await steps[step](play);
    await settle(play.site);
  }
}

const steps: Record<Beginning, (play: Play) => Promise<void>> = {
  opened: async (play) => {
    await play.walkTo(at(`${String(play.year)}-01-15T09:00:00`));
    await keepLastDays(play);
  },
  filed: async (play) => {
    await Promise.all(play.units.map((unit) => fileUsual(play, unit.code)));
    await settle(play.site);
    await play.walkTo(at(`${String(play.year)}-02-05T09:00:00`));
  },
  collected: async (play) => {
    await Promise.all(play.units.map((unit) => accept(play, unit.code)));
    await settle(play.site);
    await play.walkTo(at(`${String(play.year)}-02-12T09:00:00`));
  },
  ranked: async (play) => {
    await rankAll(play);
    await settle(play.site);
    await chooseAll(play);
  },
  forwarded: async (play) => {
    const digest = (await play.state()).selection?.digest ?? '';
    must(
      await play.officials.toCampaign(messages.forward, { actor: homeAffairsHead, digest }, play.nextId()),
    );
  },
  appraised: async (play) => {
    const digest = (await play.officials.listInHand())?.digest ?? '';
    const meeting = { date: dayOf(play.now), participants: ['Trưởng ban'] };
    const message = { actor: board, digest, decision: 'approve' as const, meeting };
    must(await play.officials.toCampaign(messages.appraise, message, play.nextId()));
  },
};

function must(outcome: Outcome): void {
  if (outcome.kind !== 'done') throw new Error(`The prologue failed: ${JSON.stringify(outcome)}`);
}

/** The engine's own questions are answered; the ended units stay out of the summary, but one. */
async function keepLastDays(play: Play): Promise<void> {
  for (const { key } of (await play.state()).questions) {
    const choices = key.endsWith('/participants') ? ['quan-mot>so-noi-vu'] : ['keep'];
    const message = { actor: homeAffairs, question: key, choices, reason: 'Theo kế hoạch.' };
    must(await play.officials.toCampaign(messages.answerQuestion, message, play.nextId()));
  }
}

async function fileUsual(play: Play, unit: string): Promise<void> {
  const actor = unitOfficial(unit);
  const received = await play.officials.receive(unit, actor, aDossier(play.campaign, unit));
  if ('refusal' in received) throw new Error(`The prologue failed: ${JSON.stringify(received)}`);
  play.receipts.set(unit, [{ receipt: received.receipt, digest: received.digest, person: actor.person }]);
  must(await play.officials.file(unit, actor, received, play.nextId()));
}

async function accept(play: Play, unit: string): Promise<void> {
  const digest = play.receipts.get(unit)?.at(-1)?.digest ?? '';
  const message = { actor: homeAffairs, digest, decision: 'accept' as const };
  must(await play.officials.toDossier(unit, messages.reviewDossier, message, play.nextId()));
}

async function rankAll(play: Play): Promise<void> {
  const decision = { number: '400/QĐ-UBND', date: dayOf(play.now) };
  for (const bloc of blocCodes(plan263)) {
    const units = play.units.filter((it) => it.bloc === bloc).map((it) => it.code);
    if (units.length === 0) continue;
    const record = async (period: 'current' | 'previous', order: string[]): Promise<void> => {
      const rows: RankingRow[] = order.map((unit, index) => ({ unit, rank: index + 1 }));
      const message = { actor: homeAffairs, bloc, period, decision, rows };
      must(await play.officials.toCampaign(messages.recordRanking, message, play.nextId()));
    };
    await record('current', units);
    if (bloc === 'communes' && play.campaign !== 'summary') await record('previous', [...units].reverse());
  }
}

/** Every question has its first answer, every bloc that waits its first nominees, until nothing is open. */
async function chooseAll(play: Play): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    const { selection } = await play.state();
    const questions = selection?.questions ?? [];
    for (const { key, options, choose } of questions) {
      const message = {
        actor: homeAffairs,
        question: key,
        choices: options.slice(0, choose),
        reason: 'Phương án đầu tiên.',
      };
      must(await play.officials.toCampaign(messages.answerQuestion, message, play.nextId()));
    }
    const waiting = (selection?.waiting ?? []).filter((it) => it.for === 'shortlist');
    const lists = new Map(waiting.map((it) => [`${it.kind}/${it.bloc}`, it]));
    for (const { kind, bloc } of lists.values()) {
      const seats = waiting.filter((it) => it.kind === kind && it.bloc === bloc).length;
      const nominees = (await proposedOrder(play, bloc, kind)).slice(0, seats);
      const message = { actor: homeAffairs, kind, bloc, nominees, reason: 'Tiêu biểu.' };
      must(await play.officials.toCampaign(messages.shortlist, message, play.nextId()));
    }
    if (questions.length === 0 && lists.size === 0) return;
    await settle(play.site);
  }
}

/** What earlier years gave: enough for some to qualify for the summary, for others only by their predecessors. */
export async function giveEarlierCertificates(records: Records): Promise<void> {
  const collectives = {
    'so-noi-vu': ['2021', '2022'],
    'so-y-te': ['2021', '2022'],
    'so-tu-phap': ['2022'],
    'cong-an': ['2021', '2023'],
    'quan-mot': ['2021', '2022'],
    'xa-mot': ['2021', '2022', '2023'],
    'xa-hai': ['2021', '2023'],
    'xa-cu': ['2021'],
    'xa-moi': ['2023'],
  };
  const units = await records.db.selectFrom('unit').select(['code', 'bloc']).execute();
  const blocOf = new Map(units.map((it) => [it.code, it.bloc]));
  const row = (campaign: string, unit: string, personId: string | null) => ({
    plan: '263',
    campaign,
    bloc: blocOf.get(unit) ?? '',
    kind: personId === null ? 'collective' : 'individual',
    seat: `${personId === null ? 'tt' : 'cn'}-${unit}`,
    unit,
    nominee: `${unit}-${campaign}-${personId ?? 'tt'}`,
    person_id: personId,
    name: personId ?? unit,
    clause: 'III.3.a',
    list_digest: '0'.repeat(64),
    decision_number: '1/QĐ-UBND',
    decision_date: `${String(Number(campaign) + 1)}-03-01`,
    signed_by: 'Trần Việt Trường',
    signs_as: 'CHỦ TỊCH',
    money: 0,
    reward: '{}',
    written_at: `${String(Number(campaign) + 1)}-03-01T00:00:00Z`,
  });
  const rows = Object.entries(collectives).flatMap(([unit, years]) => [
    ...years.map((year) => row(year, unit, null)),
    ...['2021', '2022'].map((year) => row(year, unit, `${unit}-cb1`)),
  ]);
  await records.db.insertInto('ledger').values(rows).execute();
}
