import { createRecordsEffects } from '../../activities/records/effects.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { claimMail, finishAttempt, startAttempt } from '../../activities/records/acts/mail-log.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { keepSelection } from '../../activities/records/selection/kept.js';
import {
  anEntry,
  anEntryOf,
  certify,
  chairman,
  homeAffairs,
  opened,
  putStatus,
} from '../records/builders.js';
import { seedForTest, units } from '../records/setup.js';
import type { CampaignView } from '../../workflows/api/views.js';

/** Business time of the seeded records: 20 March 2024, 09:00. */
export const now = Date.parse('2024-03-20T09:00:00.000+07:00');
export const list = 'a'.repeat(64);
export const tie = '2023/communes/highest-rank/tie';
const decision = { number: '812/QĐ-UBND', date: '2024-03-20' };

const winner = (bloc: string, kind: string, seat: string, unit: string, nominee: string) => ({
  bloc,
  kind,
  seat,
  unit,
  nominee,
  ...(kind === 'individual' ? { personId: `person-${nominee}` } : {}),
  name: kind === 'individual' ? `Nguyễn Thị ${nominee}` : `Đơn vị ${unit}`,
  clause: 'III.3.a',
  explanation: 'Vì thế.',
});

const vacancy = (seat: string) => ({
  bloc: 'vertical',
  kind: 'individual',
  seat,
  reason: 'no-eligible-nominee',
  clause: 'III.3.a',
  explanation: 'Không có cá nhân nào đủ điều kiện (mục III.3.a).',
});

/** By the rule, by a choice, by an answer, revoked later, struck; two seats vacant. */
const answer = {
  contract: 1,
  plan: '263',
  kind: 'annual',
  year: 2023,
  winners: [
    winner('departments', 'collective', 'highest-rank', 'so-y-te', 'n1'),
    winner('departments', 'individual', 'individual-1', 'so-y-te', 'n2'),
    winner('departments', 'individual', 'individual-2', 'so-y-te', 'n5'),
    { ...winner('communes', 'collective', 'highest-rank', 'xa-mot', 'n3'), decidedBy: tie },
    winner('communes', 'collective', 'greatest-leap', 'xa-hai', 'n4'),
  ],
  vacancies: [vacancy('individual-1'), vacancy('individual-2')],
  questions: [],
  waiting: [],
  refusals: [],
  order: {},
  digest: list,
};

export const aView = (over: Partial<CampaignView> = {}): CampaignView => ({
  workflow: 'campaign/263/2023',
  plan: '263',
  campaign: '2023',
  stage: 'announce',
  next: Date.parse('2024-03-26T08:00:00.000+07:00'),
  awaiting: [{ from: 'home-affairs', what: 'ceremony', which: [], count: 1 }],
  openQuestions: [],
  digest: list,
  round: 1,
  frozen: 'signed',
  ...over,
});

/** The campaign of 2023 announced, that of 2024 in the midst of its questions. */
async function seedCampaigns(records: Records): Promise<void> {
  const { record, showCampaign } = createRecordsEffects({ records });
  await setRehearsalClock(records, now);
  await keepSelection(records, {
    plan: '263',
    campaign: '2023',
    inputDigest: 'b'.repeat(64),
    listDigest: list,
    input: {},
    answer,
    at: now,
  });
  await showCampaign(aView());
  await showCampaign(
    aView({
      workflow: 'campaign/263/2024',
      campaign: '2024',
      stage: 'select',
      next: null,
      awaiting: [
        { from: 'home-affairs', what: 'ranking', which: ['vertical'], count: 1 },
        { from: 'home-affairs', what: 'question', which: ['2024/districts/highest-rank/tie'], count: 1 },
      ],
      openQuestions: ['2024/districts/highest-rank/tie'],
      digest: null,
      frozen: 'free',
    }),
  );
  await record(anEntryOf(opened(['xa-mot', 'xa-hai'], now)));
  await putStatus(records, 'xa-mot', 'accepted');
  await record(anEntry({ act: 'answerQuestion', actor: homeAffairs, facts: { question: tie, choices: [] } }));
  await record(
    anEntry({ act: 'shortlist', actor: homeAffairs, facts: { kind: 'individual', bloc: 'departments' } }),
  );
  const refusal = { code: 'list.stale', current: list, shown: 'c'.repeat(64) };
  await record(anEntry({ act: 'signOff-refused', facts: { refusal, sender: 'tran-viet-truong' } }));
  const strikes = [{ nominee: 'n5', reason: 'Đang bị xem xét kỷ luật' }];
  await record(
    anEntry({ act: 'signOff', actor: chairman, facts: { digest: list, decision: 'approve', strikes } }),
  );
  await certify(records, anEntry({ act: 'recordDecision', actor: homeAffairs }), {
    digest: list,
    input: 'b'.repeat(64),
    struck: ['n5'],
    decision,
    signedBy: 'Trần Việt Trường',
    signsAs: 'CHỦ TỊCH',
  });
  const revoked = { campaign: '2023', bloc: 'communes', kind: 'collective', seat: 'greatest-leap' } as const;
  await record(
    anEntryOf(
      { type: 'revocation', ...revoked, decision: { number: '99/QĐ-UBND', date: '2025-05-05' } },
      {
        campaign: null,
        workflow: 'movement/263',
        actor: homeAffairs,
        reason: 'Kê khai sai',
        at: Date.parse('2025-05-06T09:00:00+07:00'),
      },
    ),
  );
  await mail(records, 'xa-mot', 'sent', '250 ok');
  await mail(records, 'xa-hai', 'refused', '451 try later', 'mail/xa-hai/earlier');
  await mail(records, 'xa-hai', 'refused', '550 no such mailbox');
}

async function mail(
  records: Records,
  unit: string,
  outcome: 'sent' | 'refused',
  said: string,
  key = `mail/${unit}`,
): Promise<void> {
  await claimMail(records, {
    key,
    messageId: `<${key}@cantho.example>`,
    recipient: `unit:${unit}`,
    address: `${unit}@cantho.example`,
    code: 'result',
    letter: { event: 'open', content: { code: 'dossier-accepted', campaign: '2023' } },
    plan: '263',
    campaign: '2023',
    unit,
    thread: null,
    subject: 'Kết quả khen thưởng năm 2023',
    at: key.endsWith('/earlier') ? now - 86_400_000 : now,
  });
  const attempt = await startAttempt(records, key);
  if (attempt === null) throw new Error(`${key} is not pending`);
  await finishAttempt(records, attempt, { outcome, answer: said });
}

/** Records in a database of their own with the seeded campaigns, and its address. */
export async function openSeededAt(databaseUrl: string): Promise<Records> {
  const records = await openRecords(databaseUrl);
  await records.migrate();
  await seedForTest(records, units);
  await seedCampaigns(records);
  return records;
}
