import { businessInstant } from '../../../activities/records/database/business-time.js';
import type { DraftContent } from '../../../activities/records/filings/draft-content.js';
import { findDraft } from '../../../activities/records/filings/drafts.js';
import type { DossierStanding, ReceivedFiling } from '../../../workflows/api/effects.js';
import { type DossierContent, messages, WithdrawDossier } from '../../../workflows/api/messages.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import {
  type Answer,
  receiveDossier,
  sendToDossier,
  type Services,
  tellOfFiling,
} from '../../officials/send.js';
import { officeName } from '../../language/names.js';
import { formatMoment } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { actAs, actEnding, type ActingOptions, type RecordsDesk } from '../acting.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { prepared } from '../dossier-prepared.js';
import { type DossierAt, dossierAt, standingAt, unitMissing } from '../dossier-at.js';
import { deadlineOf, deadlineText } from '../../officials/dossier-deadline.js';
import { readyToFile } from '../../officials/dossier-missing.js';
import { knownEnding } from '../in-time.js';
import { atFault, end, type Ending, refusedByRules } from '../records-at-hand.js';
import { messageFrom } from '../unit-messages.js';
import { answerSentence } from '../../language/refusals.js';

export interface DossierOptions extends ActingOptions {
  campaign: string;
  unit?: string | undefined;
  /** A folder or a description; without it the draft is meant. */
  from?: string | undefined;
}

/** In whose name: the office that was named, else the unit that the dossier is of. */
export const actorOfUnit = ({
  as,
  unit,
}: {
  as?: string | undefined;
  unit?: string | undefined;
}): string | undefined => as ?? (unit === undefined ? undefined : `unit:${unit}`);

/**
 * `thidua dossier file` and `replace`: files what a folder holds, or the draft. The receipt counts from its instant on, be the
 * workflow there or not.
 * @returns the exit status
 */
export async function runDossierFile(
  options: DossierOptions & { replaces: boolean },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const as = actorOfUnit(options);
  if (as === undefined) return end({ sentence: unitMissing, status: atFault }, surroundings);
  return actAs(
    options,
    as,
    surroundings,
    (desk) => fileAt(desk, options, desk.services),
    (desk) => fileAt(desk, options, null),
  );
}

/** @param services null: the servers are stopped */
async function fileAt(
  desk: RecordsDesk,
  options: DossierOptions & { replaces: boolean },
  services: Services | null,
): Promise<Ending> {
  const { plan, actor } = desk;
  const { records } = desk.services;
  const at = await dossierAt(records, plan, { ...options, unit: options.unit ?? actor.unit });
  if (!('unit' in at)) return at;
  const standing = await standingAt(records, plan, at);
  if (!('cutoff' in standing)) return standing;
  const unfit = unfitness(standing, options.replaces);
  if (unfit !== null) return { sentence: unfit, status: refusedByRules };
  const content = await contentOf(desk, at, options);
  if (!('documents' in content)) return content;
  const filing = { campaign: at.campaign, unit: at.unit.code, actor, content };
  const received = await receiveDossier(desk.services, filing);
  if ('done' in received) return actEnding(plan, received, options, () => []);
  const told = await tell(services, filing, received);
  return filedEnding(plan, options, { received, standing, told, at });
}

/** What was filed is replaced, what was not is filed: so that nothing is replaced by mistake. */
function unfitness({ status, isOver }: DossierStanding, replaces: boolean): string | null {
  if (isOver)
    return say(
      'Đợt khen thưởng đã có quyết định nên hồ sơ không thay đổi được nữa.',
      'The campaign has its decision, so the dossier no longer changes.',
    );
  const isFiled = status === 'submitted' || status === 'accepted';
  if (isFiled && !replaces)
    return say(
      'Đơn vị đã nộp hồ sơ. Muốn thay bằng bản khác: «thidua dossier replace».',
      'The unit has filed. To replace the dossier by another: «thidua dossier replace».',
    );
  const isThere = isFiled || status === 'returned';
  return replaces && !isThere
    ? say(
        'Đơn vị chưa có hồ sơ để thay: «thidua dossier file».',
        'The unit has no dossier to replace: «thidua dossier file».',
      )
    : null;
}

async function contentOf(
  { plan, services }: RecordsDesk,
  at: DossierAt,
  { from }: DossierOptions,
): Promise<DossierContent | Ending> {
  const content =
    from === undefined ? await draftOf(services, plan, at) : await prepared(services.records, from, plan, at);
  if (!('documents' in content)) return content;
  const ready = readyToFile(content, plan, at.campaign);
  if ('content' in ready) return ready.content;
  return {
    sentence: [
      say('Hồ sơ chưa nộp được:', 'The dossier cannot be filed yet:'),
      ...ready.missing.map((it) => `  – ${it}`),
    ].join('\n'),
    status: atFault,
  };
}

async function draftOf(
  { records }: Pick<Services, 'records'>,
  { plan }: Plan,
  { campaign, unit }: DossierAt,
): Promise<DraftContent | Ending> {
  const draft = await findDraft(records, { plan, campaign, unit: unit.code });
  if (draft !== null) return draft.content;
  return {
    sentence: say(
      'Chưa có bản thảo; nêu --from <thư mục hồ sơ>, hoặc lập bản thảo bằng «thidua dossier draft».',
      'There is no draft; give --from <folder of the dossier>, or make a draft by «thidua dossier draft».',
    ),
    status: atFault,
  };
}

/** What the workflow says; a sentence where it is not within reach, for it will hear of the filing by itself. */
async function tell(
  services: Services | null,
  filing: Parameters<typeof tellOfFiling>[1],
  received: ReceivedFiling,
): Promise<Answer | null> {
  if (services === null) return null;
  try {
    return await tellOfFiling(services, filing, received);
  } catch (error) {
    if (knownEnding(error) === null) throw error;
    return null;
  }
}

interface Filed {
  received: ReceivedFiling;
  standing: DossierStanding;
  /** null: the workflow has not heard of it. */
  told: Answer | null;
  at: DossierAt;
}

function filedEnding(plan: Plan, { json }: { json?: boolean | undefined }, filed: Filed): Ending {
  const { received, standing, told, at } = filed;
  const { receipt, digest, receivedAt } = received;
  const deadline = deadlineOf(standing);
  const isLate = told === null && receivedAt >= deadline;
  const status = isLate || told?.done === false ? refusedByRules : 0;
  if (json === true) {
    const facts = {
      receipt,
      digest,
      receivedAt: businessInstant(receivedAt),
      deadline: businessInstant(deadline),
    };
    const answer = told === null ? { done: !isLate, isTold: false } : { ...told, isTold: true };
    return { text: `${JSON.stringify({ ...answer, ...facts }, undefined, 2)}\n`, status };
  }
  if (told?.done === false)
    return {
      sentence: say(`Không nhận: ${told.sentence}`, `Refused: ${answerSentence(plan, told)}`),
      status,
    };
  const lines = [
    say(
      `Đã tiếp nhận hồ sơ của ${at.unit.name} lúc ${formatMoment(receivedAt)}.`,
      `The dossier of ${at.unit.name} was received at ${formatMoment(receivedAt)}.`,
    ),
    say(`Biên nhận: ${receipt}`, `Receipt: ${receipt}`),
    say(`Mã hồ sơ (SHA-256): ${digest}`, `Digest of the dossier (SHA-256): ${digest}`),
    ...(isLate
      ? [
          say(
            `Hồ sơ đến sau thời hạn (trước ${deadlineText(deadline)}) nên sẽ không được tính.`,
            `The dossier came after the deadline (before ${deadlineText(deadline)}) and will not count.`,
          ),
        ]
      : next(plan, deadline, told)),
  ];
  return { text: `${lines.join('\n')}\n`, status };
}

const next = (plan: Plan, deadline: number, told: Answer | null): string[] => [
  ...(told === null
    ? [
        say(
          'Hiện chưa báo được cho quy trình xử lý; hồ sơ vẫn đúng hạn, quy trình sẽ tự biết khi hoạt động trở lại.',
          'The workflow could not be told yet; the dossier is in time all the same, and the workflow will learn of it once it runs again.',
        ),
      ]
    : []),
  say(
    `Tiếp theo: ${officeName(plan, 'home-affairs')} xét hồ sơ và báo kết quả qua thư. Trước ${deadlineText(deadline)} đơn vị còn thay (dossier replace) hoặc rút (dossier withdraw) được.`,
    `What comes next: ${officeName(plan, 'home-affairs')} reviews the dossier and tells the result by letter. Before ${deadlineText(deadline)} the unit may replace it (dossier replace) or withdraw it (dossier withdraw).`,
  ),
];

/** `thidua dossier withdraw`. @returns the exit status */
export async function runDossierWithdraw(
  options: DossierOptions & { reason: string },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const as = actorOfUnit(options);
  if (as === undefined) return end({ sentence: unitMissing, status: atFault }, surroundings);
  return actAs(options, as, surroundings, async ({ plan, actor, services }) => {
    const at = await dossierAt(services.records, plan, { ...options, unit: options.unit ?? actor.unit });
    if (!('unit' in at)) return at;
    const standing = await standingAt(services.records, plan, at);
    if (!('cutoff' in standing)) return standing;
    const read = messageFrom(WithdrawDossier, { actor, reason: options.reason });
    if (!('message' in read)) return read;
    const dossier = { campaign: at.campaign, unit: at.unit.code };
    const answer = await sendToDossier(services, dossier, messages.withdrawDossier, read.message);
    return actEnding(plan, answer, options, () => [
      say(`Đã rút hồ sơ của ${at.unit.name}.`, `The dossier of ${at.unit.name} was withdrawn.`),
      say(
        `Tiếp theo: trước ${deadlineText(deadlineOf(standing))} đơn vị còn nộp lại được (dossier file).`,
        `What comes next: before ${deadlineText(deadlineOf(standing))} the unit may file again (dossier file).`,
      ),
    ]);
  });
}
