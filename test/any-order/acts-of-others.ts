import { type Actor, type Appraise, messages, type SignOff } from '../../workflows/api/messages.js';
import { Bloc, NomineeKind } from '../../workflows/plan/schema.js';
import { dayOf } from '../../workflows/rules/days.js';
import { board, chairman, deputy, homeAffairsHead } from '../workflows/people.js';
import type { Dice } from './dice.js';
import type { Play } from './play.js';

const elsewhere = 'f'.repeat(64);
const members: [Actor, ...Actor[]] = [board, board, { office: 'board', person: 'btdkt-chuyen-vien' }];

/** The Board approves the list or gives it back. */
export async function appraise(play: Play, dice: Dice): Promise<void> {
  const actor = dice.pick(members);
  const list = await play.officials.listInHand();
  const digest = dice.isUnusual(5) ? elsewhere : (list?.digest ?? elsewhere);
  const meeting = { date: dayOf(play.now), participants: ['Trưởng ban', 'Thư ký'] };
  const decision = dice.isUnusual(25) ? 'return' : 'approve';
  const message: Appraise =
    decision === 'return'
      ? { actor, digest, decision, meeting, reason: 'Xem lại cá nhân khối xã.' }
      : { actor, digest, decision, meeting };
  const id = play.nextId();
  const outcome = await play.officials.toCampaign(messages.appraise, message, id);
  const words = `${actor.person} of the Board: ${decision}${digest === elsewhere ? ', another digest' : ''}`;
  play.note({ workflow: play.officials.courseId, name: 'appraise', id, message, outcome, words });
}

/** The Chairman, or who signs for him, approves, strikes or returns. */
export async function sign(play: Play, dice: Dice): Promise<void> {
  const summary: Actor = { office: 'chairman', person: 'ct-chu-tich-2025-10' };
  const actor = dice.pick([play.campaign === 'summary' ? summary : chairman, deputy, deputy]);
  const list = await play.officials.listInHand();
  const digest = dice.isUnusual(5) ? elsewhere : (list?.digest ?? elsewhere);
  const isReturned = dice.isUnusual(25);
  const struck = dice.isUnusual(30)
    ? dice.pickFrom((await play.state()).selection?.winners ?? [])
    : undefined;
  const strikes = struck === undefined ? [] : [{ nominee: struck.nominee, reason: 'Đang có đơn thư.' }];
  const message: SignOff = isReturned
    ? { actor, digest, decision: 'return', reason: 'Cân nhắc lại.' }
    : { actor, digest, decision: 'approve', strikes };
  const outcome = await play.officials.sign(message);
  const what = isReturned
    ? 'returns the list'
    : `signs${struck === undefined ? '' : `, striking ${struck.nominee}`}`;
  const words = `${actor.person} ${what}${digest === elsewhere ? ' of another digest' : ''}`;
  play.note({
    workflow: play.officials.courseId,
    name: 'signOff',
    id: play.nextId(),
    message,
    outcome,
    words,
  });
}

/** A certificate of this campaign or of an earlier one is revoked. */
export async function revoke(play: Play, dice: Dice): Promise<void> {
  const rows = await play.site.records.db
    .selectFrom('ledger')
    .select(['campaign', 'bloc', 'kind', 'seat'])
    .orderBy('campaign')
    .orderBy('bloc')
    .orderBy('kind')
    .orderBy('seat')
    .execute();
  const row = dice.pickFrom(rows);
  if (row === undefined) return;
  const message = {
    actor: homeAffairsHead,
    campaign: row.campaign,
    bloc: Bloc.parse(row.bloc),
    kind: NomineeKind.parse(row.kind),
    seat: row.seat,
    decision: { number: `${String(1200 + play.step)}/QĐ-UBND`, date: dayOf(play.now) },
    reason: 'Kê khai không đúng.',
  };
  const id = play.nextId();
  const outcome = await play.officials.toMovement(messages.revokeCertificate, message, id);
  const words = `Home Affairs revokes ${row.campaign}/${row.bloc}/${row.kind}/${row.seat}`;
  play.note({ workflow: 'movement/263', name: 'revokeCertificate', id, message, outcome, words });
}
