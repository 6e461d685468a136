import { describe, expect, test } from 'vitest';
import { planTextOf, type PlanSection } from '../../activities/reference/plan-text.js';
import { calendarFile } from '../../client/portal/calendar-file.js';
import { planPage } from '../../client/portal/pages/plan-text.js';
import { calendarPage, campaignCalendarPage } from '../../client/portal/pages/calendar.js';
import { calendarOrWhyNot } from '../../client/officials/calendar.js';
import { citationsOf } from '../../client/officials/plan-citations.js';
import { addresses } from '../../client/portal/addresses.js';
import { campaignsOf } from '../../workflows/plan/names.js';
import { plan263, samplePlan } from '../plan/plans.js';
import { htmlOf } from './html.js';

const text = planTextOf(plan263);
if (text === null) throw new Error('The plan has no text.');

const wordsIn = (section: PlanSection): string =>
  [section.heading, ...section.paragraphs, ...section.sections.map(wordsIn)]
    .join(' ')
    .replaceAll('**', '')
    .replace(/\s+/g, ' ');
const allSections = (sections: readonly PlanSection[]): PlanSection[] =>
  sections.flatMap((it) => [it, ...allSections(it.sections)]);

describe("the plan's text", () => {
  test('has a section for each clause that a rule cites, with the words that the rule quotes', () => {
    const sections = new Map(allSections(text.sections).map((it) => [it.clause, wordsIn(it)]));
    const astray = citationsOf(plan263).filter(({ clause, quote }) => !sections.get(clause)?.includes(quote));
    expect(astray).toStrictEqual([]);
  });

  test('is read part by part, what stands before and after apart', () => {
    expect(text.sections.map(({ clause }) => clause)).toStrictEqual(['I', 'II', 'III', 'IV', 'V']);
    expect(allSections(text.sections).map(({ clause }) => clause)).toContain('II.2.đ');
    expect(text.opening[0]).toMatch(/^Số: 263/);
    expect(text.closing[0]).toMatch(/^Trên đây là Kế hoạch/);
  });
});

describe('the page of the plan', () => {
  test('has an anchor for every clause that the program cites, and each once', async () => {
    const citations = citationsOf(plan263);
    const html = await htmlOf(planPage({ plan: plan263, text, citations, amendments: [] }));
    const ids = [...html.matchAll(/id="(muc-[^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { clause } of citations)
      expect(ids).toContain(decodeURI(addresses.clause(clause).split('#')[1] ?? ''));
  });

  test('shows what rules quote where the whole text is not kept, and what was amended', async () => {
    const amendment = {
      number: 1,
      before: 'a',
      digest: 'b',
      campaigns: ['2028'],
      decision: { number: '12/QĐ', date: '2027-01-05' },
      reason: 'Thêm <b>một</b> suất',
      at: 0,
    };
    const shown = { plan: samplePlan, text: planTextOf(samplePlan), citations: citationsOf(samplePlan) };
    expect(shown.text).toBeNull();
    const html = await htmlOf(planPage({ ...shown, amendments: [amendment] }));
    for (const { clause } of shown.citations) expect(html).toContain(`id="muc-${clause}"`);
    expect(html).toContain('theo 12/QĐ ngày 05/01/2027');
    expect(html).toContain('Thêm &lt;b&gt;một&lt;/b&gt; suất');
  });
});

describe('the calendar', () => {
  const now = Date.parse('2024-02-01T09:00:00+07:00');
  const dated = (campaign: string) => ({
    plan: plan263,
    campaign,
    calendar: calendarOrWhyNot(plan263, campaign),
    now,
  });

  test('says what comes next, with its clause', async () => {
    const html = await htmlOf(calendarPage(plan263, campaignsOf(plan263).map(dated)));
    const next = html.slice(html.indexOf('Sắp tới'), html.indexOf('</ul>', html.indexOf('Sắp tới')));
    expect(next).toContain('08:00 ngày 05/02/2024');
    expect(next).not.toContain('01/02/2024');
    expect(next).toContain('href="/ke-hoach#muc-IV.1.b"');
  });

  test('says what is missing where the table of days off ends early', async () => {
    const table = { firstDay: '2020-01-01', lastDay: '2023-12-31', days: [] };
    const calendar = calendarOrWhyNot(plan263, '2023', () => table);
    const html = await htmlOf(campaignCalendarPage({ ...dated('2023'), calendar }));
    expect(html).toContain('Hãy bổ sung các ngày nghỉ của năm 2024');
  });

  test('as a file is the same each time, and a cutoff stands on the last day that is in time', () => {
    const campaigns = ['2022', '2023'].flatMap((campaign) => {
      const { calendar } = dated(campaign);
      return 'entries' in calendar ? [{ plan: plan263, campaign, entries: calendar.entries }] : [];
    });
    const file = calendarFile('Lịch', campaigns);
    expect(calendarFile('Lịch', campaigns)).toBe(file);
    const events = file.split('BEGIN:VEVENT').slice(1);
    expect(events).toHaveLength(campaigns.reduce((sum, { entries }) => sum + entries.length, 0));
    const cutoff = events.find((it) => it.includes('UID:263-2023-dossier-cutoff-2024-02-10'));
    expect(cutoff).toContain('DTSTART;VALUE=DATE:20240209');
    expect(events.find((it) => it.includes('UID:263-2023-dossier-reminder-2024-01-25'))).toContain(
      'DTSTART:20240125T010000Z',
    );
  });
});
