import { campaignName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import type { WhyLine } from '../../officials/why/line.js';
import { codeOf, type Subject } from '../../officials/why/subjects.js';
import type { Verdict } from '../../officials/why/verdict.js';
import { outcomeNames, partNames } from '../../officials/why/why-names.js';
import type { WhyInCampaign } from '../../officials/why/why.js';
import { campaignTitle } from '../../officials/words.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';
import { Cited } from './clause.js';

export interface WhyShown {
  plan: Plan;
  /** As it was typed; empty: nothing was. */
  asked: string;
  campaign: CampaignKey | null;
  /** Those that have begun. */
  campaigns: readonly CampaignKey[];
  /** Who may have been meant, where it isn't one; `isNear`: none is called just so. */
  among: readonly Subject[];
  isNear: boolean;
  subject: Subject | null;
  answers: readonly WhyInCampaign[];
  unitName: (code: string) => string;
  /** Whether the visitor may open the workflows' stories, which prove the lines. */
  isOperator: boolean;
}

/** Why a unit or person was, or was not, rewarded: how it ended, and line by line what led there and what proves it. */
export const whyPage = (shown: WhyShown): Page => ({
  title: shown.subject === null ? 'Vì sao' : `Vì sao: ${shown.subject.name}`,
  body: (
    <>
      <Search {...shown} />
      {shown.asked === '' ? null : <Answer {...shown} />}
    </>
  ),
});

const Search = ({ plan, asked, campaign, campaigns }: WhyShown) => (
  <form method="get" action={addresses.why} role="search">
    <p>
      <label for="cua">Đơn vị hoặc người: tên (có dấu hay không, cả tên hay một phần) hoặc mã</label>
      <input id="cua" name="cua" type="search" value={asked} required />
    </p>
    <p>
      <label for="dot">Đợt khen thưởng</label>
      <select id="dot" name="dot">
        <option value="" selected={campaign === null}>
          Mọi đợt
        </option>
        {campaigns.map((it) => (
          <option value={it} selected={it === campaign}>
            {campaignTitle(plan, it)}
          </option>
        ))}
      </select>
    </p>
    <button>Xem vì sao</button>
  </form>
);

function Answer(shown: WhyShown) {
  const { plan, subject, campaign, answers, isOperator } = shown;
  if (subject === null) return <Among {...shown} />;
  if (answers.length === 0)
    return (
      <p role="status">
        {subject.name} không có hồ sơ trong{' '}
        {campaign === null ? 'đợt khen thưởng nào' : campaignName(plan, campaign)}.
      </p>
    );
  return (
    <>
      {answers.map((answer) => (
        <InCampaign plan={plan} answer={answer} isOperator={isOperator} />
      ))}
    </>
  );
}

const mostListed = 40;

/** A person is sought by name where nobody else has it: ids stay out of addresses. */
const sought = (subject: Subject, among: readonly Subject[]): string =>
  subject.kind === 'person' && among.filter(({ name }) => name === subject.name).length === 1
    ? subject.name
    : codeOf(subject);

function Among({ asked, among, isNear, campaign, unitName }: WhyShown) {
  const listed = among.slice(0, mostListed);
  const more = among.length - listed.length;
  return (
    <div role="status">
      <p>
        {isNear
          ? `Không có đơn vị, cá nhân nào là «${asked}».${among.length === 0 ? '' : ' Gần nhất:'}`
          : `«${asked}» có thể là nhiều đơn vị, cá nhân:`}
      </p>
      <ul>
        {listed.map((it) => (
          <li>
            <a href={addresses.whyOf(sought(it, among), campaign ?? undefined)}>{it.name}</a>
            {it.kind === 'unit' ? '' : ` – ${unitName(it.unit)}`}
          </li>
        ))}
      </ul>
      {more > 0 ? <p>… và {more} nữa; hãy gõ đủ tên hơn.</p> : null}
    </div>
  );
}

const outcomeMarks: Partial<Record<Verdict['outcome'], string>> = {
  awarded: 'good',
  pending: 'wait',
  proposed: 'wait',
};

function InCampaign({
  plan,
  answer,
  isOperator,
}: Pick<WhyShown, 'plan' | 'isOperator'> & { answer: WhyInCampaign }) {
  const { campaign, unit, nominee, verdict, lines } = answer;
  const parts = [...new Set(lines.map(({ part }) => part))];
  const of = nominee === null || nominee.kind === 'collective' ? unit.name : `${nominee.name}, ${unit.name}`;
  return (
    <section>
      <h2>
        <a href={addresses.campaign(campaign)}>{campaignTitle(plan, campaign)}</a>
      </h2>
      <p>{of}</p>
      <p class={verdict.outcome === 'awarded' ? 'done' : 'verdict'}>
        <strong class={outcomeMarks[verdict.outcome] ?? 'bad'}>{outcomeNames[verdict.outcome]}</strong>:{' '}
        <Cited text={verdict.text} />
      </p>
      {parts.map((part) => (
        <>
          <h3>{partNames[part]}</h3>
          <ul class="lines">
            {lines
              .filter((line) => line.part === part)
              .map((line) => (
                <Line line={line} isOperator={isOperator} />
              ))}
          </ul>
        </>
      ))}
    </section>
  );
}

const Line = ({ line, isOperator }: { line: WhyLine; isOperator: boolean }) => (
  <li>
    {line.at === null ? null : <span class="muted">{formatMoment(line.at)}: </span>}
    <Cited text={line.text} />
    {line.who === null ? '' : ` – ${line.who}`}
    {line.reason === null ? null : (
      <>
        . Lý do: <Cited text={line.reason} />
      </>
    )}
    <Proof line={line} isOperator={isOperator} />
  </li>
);

/** The row of the audit table and the event of the workflow that prove a line. */
function Proof({ line: { audit, event }, isOperator }: { line: WhyLine; isOperator: boolean }) {
  if (audit === null) return null;
  const row = `nhật ký số ${String(audit.seq)}`;
  const place = event === null ? '' : `${event.workflow}, sự kiện ${String(event.event)}`;
  if (event === null || !isOperator)
    return (
      <span class="hint muted">
        {' '}
        [{row}
        {place === '' ? '' : `; ${place}`}]
      </span>
    );
  return (
    <span class="hint muted">
      {' '}
      [<a href={addresses.auditRow(event.workflow, audit.seq)}>{row}</a>;{' '}
      <a href={addresses.workflowEvent(event.workflow, event.run, event.event)}>{place}</a>]
    </span>
  );
}
