import { randomUUID } from 'node:crypto';
import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import { type AuditRow, auditRows } from '../../activities/records/acts/audit.js';
import { actNames } from '../../workflows/api/act-names.js';
import { campaignId, dossierId, movementId, postId } from '../../workflows/api/identity.js';
import type { Actor, Definition } from '../../workflows/api/messages.js';
import { officeName } from '../../workflows/plan/names.js';
import type { CampaignKey, UnitCode } from '../../workflows/plan/schema.js';
import { formatMoment } from '../../workflows/rules/days.js';
import { actDetail } from '../officials/act-details.js';
import { type Names } from '../officials/act-words.js';
import { settledCourse } from '../officials/course.js';
import { whoCould } from '../officials/course-act.js';
import { namesOfRecords } from '../officials/names-of.js';
import {
  type Answer,
  send,
  sendToCampaign,
  sendToDossier,
  sendToMovement,
  type Services,
} from '../officials/send.js';
import type { Html } from './page.js';
import type { Visit } from './visit.js';

/** The hidden field of every form that acts: sent twice it is one act, done once. */
export const Once = () => <input type="hidden" name="viec" value={randomUUID()} />;

/** An act as a form asks for it; `unit`: whose dossier it is about. Acts of the movement and the post are of any campaign. */
export interface FormAct<M> {
  campaign: CampaignKey;
  unit?: UnitCode | undefined;
  definition: Definition<M>;
  message: M;
}

/** Where the browser goes on, once it is done; or why it was not taken, in a sentence to show beside the form. */
export type Taken = { done: true; response: Response } | { done: false; sentence: string };

/** Throws where nobody acts: routes that act are open to officials alone. */
export function actorOf({ visitor }: Visit): Actor {
  if (visitor.kind === 'guest') throw new Error('Nobody acts here.');
  return visitor.actor;
}

/** Who does what no office is for, as the act tells. */
export function operatorOf({ visitor, plan }: Visit): string {
  if (visitor.kind === 'guest') throw new Error('Nobody acts here.');
  const { person, office } = visitor.actor;
  return `${visitor.name} (${person}), ${officeName(plan, office)}`;
}

/** The door to the workflows, for this visit. */
export function servicesOf({ portal: { client, records, plan, key }, session }: Visit): Services {
  if (session === undefined) return { client, records, plan };
  const { person, method, at } = session;
  return { client, records, plan, signer: key?.signerFor({ person, method, at }) };
}

/** A message waits so long for a worker, milliseconds. */
const longestWait = 60_000;

/** Sends the act of a form; where it is done the browser goes on to `after`, which tells of it. */
export async function takeAct<M>(
  visit: Visit,
  form: URLSearchParams,
  act: FormAct<M>,
  after: string,
): Promise<Taken> {
  const id = z.uuid().safeParse(form.get('viec'));
  if (!id.success) return { done: false, sentence: 'Biểu mẫu thiếu dữ liệu; hãy tải lại trang rồi làm lại.' };
  const parsed = act.definition.schema.safeParse(act.message);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`);
    return { done: false, sentence: `Nội dung chưa đúng – ${problems.join('; ')}.` };
  }
  const services = servicesOf(visit);
  try {
    const answer = await services.client.withDeadline(Date.now() + longestWait, async () => {
      const answered = await sent(services, act, id.data);
      if (answered.done && act.definition.on === 'campaign') await settledCourse(services, act.campaign);
      return answered;
    });
    if (!answer.done) return { done: false, sentence: await refusedSentence(visit, act.definition, answer) };
  } catch (error) {
    const sentence = awaySentence(error);
    if (sentence === null) throw error;
    return { done: false, sentence };
  }
  return {
    done: true,
    response: goTo(after, `${workflowOf(services.plan, act)}/${act.definition.name}/${id.data}`),
  };
}

/** The browser goes on to a page of ours, which tells of the act of this key. */
export function goTo(path: string, doneKey?: string): Response {
  const [address = '', fragment] = path.split('#');
  const query = doneKey === undefined ? '' : `?${new URLSearchParams({ xong: doneKey }).toString()}`;
  const location = `${address}${query}${fragment === undefined ? '' : `#${fragment}`}`;
  return new Response(null, { status: 303, headers: { location } });
}

function sent<M>(services: Services, act: FormAct<M>, id: string): Promise<Answer> {
  const { campaign, unit, definition, message } = act;
  if (unit !== undefined) return sendToDossier(services, { campaign, unit }, definition, message, { id });
  if (definition.on === 'post') return send(services, postId(services.plan), definition, message, { id });
  return definition.on === 'movement'
    ? sendToMovement(services, definition, message, { id })
    : sendToCampaign(services, campaign, definition, message, { id });
}

function workflowOf(
  plan: string,
  {
    campaign,
    unit,
    definition,
  }: Omit<FormAct<unknown>, 'message' | 'definition'> & { definition: Pick<Definition<unknown>, 'on'> },
): string {
  if (unit !== undefined) return dossierId(plan, campaign, unit);
  if (definition.on === 'post') return postId(plan);
  return definition.on === 'movement' ? movementId(plan) : campaignId(plan, campaign);
}

/** Why an act was refused; where another person could do it, who could. */
export async function refusedSentence(
  visit: Visit,
  definition: Pick<Definition<unknown>, 'offices'>,
  { refusal, sentence }: Extract<Answer, { done: false }>,
): Promise<string> {
  const { portal, plan } = visit;
  const could = await whoCould({ services: portal, plan, actor: actorOf(visit) }, definition, refusal);
  return could === null ? sentence : `${sentence} ${could}`;
}

/** Why no answer came; the same form sent again is the same act. Null: the error is another. */
export function awaySentence(error: unknown): string | null {
  if (error instanceof WorkflowNotFoundError)
    return 'Quy trình này chưa bắt đầu hoặc đã kết thúc, nên không nhận thêm việc.';
  const cause = error instanceof Error ? error.cause : undefined;
  return isGrpcServiceError(cause)
    ? 'Hệ thống chưa trả lời. Hãy bấm lại sau ít phút: việc gửi lại từ chính trang này không bị làm hai lần.'
    : null;
}

/** What was done, as the records have it, above the page one came to by doing it; null where there is no such act. */
export async function doneNote(visit: Visit): Promise<Html | null> {
  const key = visit.url.searchParams.get('xong');
  if (key === null) return null;
  const { records } = visit.portal;
  const [row] = await auditRows(records, { key });
  return row === undefined ? null : noteOf(row, await namesOfRecords(records, visit.plan));
}

function noteOf(row: AuditRow, names: Names): Html {
  const detail = actDetail(row.act, row, names);
  const at = formatMoment(Date.parse(row.businessTime));
  return (
    <p class="done" role="status">
      Đã ghi nhận lúc {at}: {actNames.get(row.act) ?? row.act}
      {detail === null ? '' : ` – ${detail.replace(/\.$/, '')}`}.{' '}
      <span class="muted">Số nhật ký {row.seq}.</span>
    </p>
  );
}

/** Why what a form asked for was not taken. */
export const Fault = ({ sentence }: { sentence: string | undefined }) =>
  sentence === undefined ? null : (
    <p class="fault" role="alert">
      {sentence}
    </p>
  );
