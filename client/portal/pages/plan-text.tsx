import type { PlanSection, PlanText } from '../../../activities/reference/plan-text.js';
import type { PlanAmendment } from '../../../activities/records/registry/plans.js';
import { campaignName, planName } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import type { Citation } from '../../officials/plan-citations.js';
import type { Page } from '../visit.js';

export interface PlanShown {
  plan: Plan;
  /** null: only what the rules quote of it is known. */
  text: PlanText | null;
  citations: readonly Citation[];
  amendments: readonly PlanAmendment[];
}

/** The plan's text, each clause with an anchor (`#muc-III.3.a`) and beside it the rules that go by it. */
export function planPage({ plan, text, citations, amendments }: PlanShown): Page {
  const known = text === null ? [] : clausesIn(text.sections);
  const others = citations.filter(({ clause }) => !known.includes(clause));
  return {
    title: 'Văn bản kế hoạch',
    body: (
      <>
        <p>
          {planName(plan)} – {plan.title}. {plan.issuer} ban hành ngày {formatDay(plan.issued)}. Bên cạnh mỗi
          mục là những quy tắc mà hệ thống thực hiện theo mục đó.
        </p>
        <Amendments plan={plan} amendments={amendments} />
        {text === null ? (
          <p>Hệ thống không giữ toàn văn kế hoạch này; dưới đây là những chỗ được trích dẫn.</p>
        ) : (
          <>
            <nav aria-label="Các phần của kế hoạch">
              <ul>
                {text.sections.map(({ clause, heading }) => (
                  <li>
                    <a href={`#muc-${clause}`}>{heading}</a>
                  </li>
                ))}
              </ul>
            </nav>
            <div class="plan-text">
              {text.opening.map((it) => (
                <Paragraph text={it} />
              ))}
              {text.sections.map((it) => (
                <Section section={it} rank={0} citations={citations} />
              ))}
              {text.closing.map((it) => (
                <Paragraph text={it} />
              ))}
            </div>
          </>
        )}
        {others.length === 0 ? null : <Quotes citations={others} />}
      </>
    ),
  };
}

const clausesIn = (sections: readonly PlanSection[]): string[] =>
  sections.flatMap((it) => [it.clause, ...clausesIn(it.sections)]);

function Amendments({ plan, amendments }: Pick<PlanShown, 'plan' | 'amendments'>) {
  if (amendments.length === 0) return null;
  return (
    <section>
      <h2>Đã sửa đổi, bổ sung</h2>
      <ul>
        {amendments.map(({ number, decision, campaigns, reason }) => (
          <li>
            Lần {number}: theo {decision.number} ngày {formatDay(decision.date)}, áp dụng cho{' '}
            {campaigns.map((it) => campaignName(plan, it)).join('; ')}. Lý do: {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A heading that is no whole sentence of its own is short. */
const longestHeading = 120;

function Section({
  section: { clause, heading, paragraphs, sections },
  rank,
  citations,
}: {
  section: PlanSection;
  rank: number;
  citations: readonly Citation[];
}) {
  return (
    <section id={`muc-${clause}`}>
      {rank === 0 ? <h2>{heading}</h2> : null}
      {rank === 1 && heading.length <= longestHeading ? <h3>{heading}</h3> : null}
      {rank > 1 || (rank === 1 && heading.length > longestHeading) ? <Paragraph text={heading} /> : null}
      {paragraphs.map((it) => (
        <Paragraph text={it} />
      ))}
      <Rules citations={citations.filter((it) => it.clause === clause)} clause={clause} />
      {sections.map((it) => (
        <Section section={it} rank={rank + 1} citations={citations} />
      ))}
    </section>
  );
}

function Rules({ citations, clause }: { citations: readonly Citation[]; clause: string }) {
  const rules = [...new Set(citations.map(({ what }) => what))];
  if (rules.length === 0) return null;
  return (
    <details class="beside">
      <summary>
        Mục {clause}: {rules.length} quy tắc
      </summary>
      <ul>
        {rules.map((it) => (
          <li>{it}</li>
        ))}
      </ul>
    </details>
  );
}

/** What the rules quote, by clause; an anchor stands at each. */
function Quotes({ citations }: { citations: readonly Citation[] }) {
  const clauses = [...new Set(citations.map(({ clause }) => clause))].sort();
  return (
    <>
      {clauses.map((clause) => (
        <section id={`muc-${clause}`}>
          <h2>Mục {clause}</h2>
          <ul>
            {citations
              .filter((it) => it.clause === clause)
              .map(({ what, quote }) => (
                <li>
                  {what}: «{quote}»
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** Lines of a paragraph stay apart; what stands between `**` is bold. */
const Paragraph = ({ text }: { text: string }) => (
  <p>
    {text.split('**').map((part, index) =>
      index % 2 === 0 ? (
        <Lines text={part} />
      ) : (
        <strong>
          <Lines text={part} />
        </strong>
      ),
    )}
  </p>
);

const Lines = ({ text }: { text: string }) => (
  <>{text.split('\n').map((line, index) => (index === 0 ? line : [<br />, line]))}</>
);
