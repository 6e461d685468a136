import { type Actor, type DossierContent, messages, type Nominee } from '../../workflows/api/messages.js';
import { aDossier, personOf, unitOfficial } from '../workflows/people.js';
import type { Dice } from './dice.js';
import type { Play } from './play.js';

type Flavour =
  | 'its own person'
  | 'one person of two units'
  | 'an official'
  | 'another person under the old id'
  | 'a criterion unmet'
  | 'nobody';
const flavours: [Flavour, ...Flavour[]] = [
  'its own person',
  'its own person',
  'its own person',
  'its own person',
  'its own person',
  'one person of two units',
  'an official',
  'an official',
  'another person under the old id',
  'a criterion unmet',
  'nobody',
];

const officialsWhoAreNominees: [string, ...string[]] = [
  'snv-cchc-1',
  'snv-giam-doc',
  'btdkt-truong-ban',
  'ct-pho-chu-tich',
];

/** A unit files: as it should, for the records alone to know (an outage), the same receipt again, or in another's name. */
export async function file(play: Play, dice: Dice): Promise<void> {
  const unit = dice.pickFrom(play.units)?.code ?? 'so-y-te';
  const flavour = dice.pick(flavours);
  const isOutage = dice.isUnusual(12);
  const isAgain = dice.isUnusual(8);
  const isForeign = dice.isUnusual(4);
  const person = dice.isUnusual(15) ? 'snv-cchc-2' : `${unit}-vt`;
  const actor: Actor = isForeign ? unitOfficial('so-tu-phap') : { office: 'unit', unit, person };
  const before = play.receipts.get(unit) ?? [];
  const last = before.at(-1);
  if (isAgain && last !== undefined) {
    await sendReceipt(play, unit, actor, last, `${unit} sends the receipt of its last filing again`);
    return;
  }
  const content = contentOf(play, unit, flavour, dice);
  const received = await play.officials.receive(unit, actor, content);
  const words = `${actor.unit ?? ''}${actor.person === `${unit}-vt` ? '' : ` (${actor.person})`} files for ${unit} (${flavour})`;
  if ('refusal' in received) {
    play.tell(`${words} → refused by the records: ${received.refusal.code}`);
    return;
  }
  const receipt = { receipt: received.receipt, digest: received.digest, person: actor.person };
  play.receipts.set(unit, [...before, receipt]);
  if (isOutage) play.tell(`${words} → the records have it, the message is lost`);
  else await sendReceipt(play, unit, actor, receipt, words);
}

async function sendReceipt(
  play: Play,
  unit: string,
  actor: Actor,
  receipt: { receipt: string; digest: string },
  words: string,
): Promise<void> {
  const id = play.nextId();
  const outcome = await play.officials.file(unit, actor, receipt, id);
  const { receipt: number } = receipt;
  const workflow = play.officials.dossierId(unit);
  play.note({ workflow, name: messages.fileDossier.name, id, message: { receipt: number }, outcome, words });
}

function contentOf(play: Play, unit: string, flavour: Flavour, dice: Dice): DossierContent {
  const usual = aDossier(play.campaign, unit, { edition: play.nextId() });
  const [collective, individual] = usual.nominees;
  if (collective === undefined || individual?.kind !== 'individual') return usual;
  switch (flavour) {
    case 'its own person':
      return usual;
    case 'nobody':
      return withNominees(usual, [collective]);
    case 'one person of two units':
      return withNominees(usual, [
        collective,
        { ...individual, id: `${unit}-chung`, personId: 'nguoi-chung' },
      ]);
    case 'another person under the old id':
      return withNominees(usual, [
        collective,
        { ...individual, personId: `${unit}-cb2`, name: `Người khác ${unit}` },
      ]);
    case 'an official': {
      const personId = dice.pick(officialsWhoAreNominees);
      return withNominees(usual, [
        collective,
        individual,
        { ...individual, id: `${unit}-${personId}`, personId },
      ]);
    }
    case 'a criterion unmet': {
      const criteria = Object.fromEntries(Object.keys(collective.criteria).map((code) => [code, false]));
      return withNominees(usual, [{ ...collective, criteria }, individual]);
    }
  }
}

function withNominees(content: DossierContent, nominees: Nominee[]): DossierContent {
  const others = content.documents.filter((it) => it.component !== 'achievement-report');
  const reports = nominees.map((it) => ({
    component: 'achievement-report' as const,
    title: `Báo cáo thành tích ${it.name}`,
    nominee: it.id,
  }));
  return { nominees, documents: [...others, ...reports] };
}

/** Every id that {@link file} gives a nominee of a unit. */
export const nomineeIds = (unit: string): string[] => [
  personOf(unit),
  `${unit}-chung`,
  ...officialsWhoAreNominees.map((person) => `${unit}-${person}`),
];

export async function withdraw(play: Play, dice: Dice): Promise<void> {
  const unit = dice.pickFrom(play.units)?.code ?? 'so-y-te';
  const id = play.nextId();
  const message = { actor: unitOfficial(unit), reason: 'Đơn vị xin rút hồ sơ.' };
  const outcome = await play.officials.toDossier(unit, messages.withdrawDossier, message, id);
  const workflow = play.officials.dossierId(unit);
  play.note({ workflow, name: 'withdrawDossier', id, message, outcome, words: `${unit} withdraws` });
}

/** Reports that change no list: a difficulty, own commendations, a launch plan. */
export async function report(play: Play, dice: Dice): Promise<void> {
  const unit = dice.pickFrom(play.units)?.code ?? 'so-y-te';
  const id = play.nextId();
  const workflow = play.officials.courseId;
  const actor = unitOfficial(unit);
  const what = dice.pick(['difficulty', 'commendations', 'launch plan']);
  if (what === 'difficulty') {
    const message = { actor, unit, text: 'Thiết bị xuống cấp.' };
    const outcome = await play.officials.toCampaign(messages.reportDifficulty, message, id);
    play.note({
      workflow,
      name: 'reportDifficulty',
      id,
      message,
      outcome,
      words: `${unit} reports a difficulty`,
    });
  } else if (what === 'commendations') {
    const message = { actor, unit, collectives: 1, individuals: dice.number(20) };
    const outcome = await play.officials.toCampaign(messages.reportCommendations, message, id);
    play.note({
      workflow,
      name: 'reportCommendations',
      id,
      message,
      outcome,
      words: `${unit} reports its commendations`,
    });
  } else {
    const plans = [{ unit, document: { number: '1/KH', date: `${play.year - 1}-03-01` } }];
    const message = { actor, plans };
    const outcome = await play.officials.toCampaign(messages.recordLaunchPlan, message, id);
    play.note({
      workflow,
      name: 'recordLaunchPlan',
      id,
      message,
      outcome,
      words: `${unit} sends its launch plan`,
    });
  }
}
