import { describe, expect, test } from 'vitest';
import { loadHolidays } from '../../activities/reference/tables.js';
import { plan263 } from '../plan/plans.js';
import {
  addDays,
  calendarOf,
  campaignCalendar,
  dayOf,
  formatDay,
  formatInstant,
  instantOf,
  isWorkingDay,
  nextWorkingDay,
  reminderDays,
} from '../../workflows/rules/calendar.js';
import { formatMoney } from '../../workflows/rules/money.js';

const table = loadHolidays();

describe('working days', () => {
  test.each([
    { day: '2024-02-07', isWorking: true, name: 'Wednesday before Tết' },
    { day: '2024-02-09', isWorking: false, name: 'Tết' },
    { day: '2024-02-13', isWorking: false, name: 'a day off instead' },
    { day: '2024-02-24', isWorking: false, name: 'a Saturday' },
    { day: '2024-05-04', isWorking: true, name: 'a Saturday worked instead' },
    { day: '2024-04-29', isWorking: false, name: 'the day it is worked for' },
    { day: '2025-04-26', isWorking: true, name: 'a Saturday worked instead' },
    { day: '2026-01-10', isWorking: true, name: 'a Saturday worked instead' },
  ])('$day, $name: $isWorking', ({ day, isWorking }) => {
    expect(isWorkingDay(day, table)).toBe(isWorking);
  });

  test.each([
    { after: '2024-02-07', next: '2024-02-15' },
    { after: '2025-02-09', next: '2025-02-10' },
    { after: '2024-05-03', next: '2024-05-04' },
    { after: '2024-02-24', next: '2024-02-26' },
  ])('the working day after $after is $next', ({ after, next }) => {
    expect(nextWorkingDay(after, table)).toBe(next);
  });

  test('reminders: the day itself is not counted, the earliest stands first', () => {
    expect(reminderDays('2024-02-10', [1, 2, 5, 10], table)).toStrictEqual([
      { day: '2024-01-25', workingDays: 10 },
      { day: '2024-02-01', workingDays: 5 },
      { day: '2024-02-06', workingDays: 2 },
      { day: '2024-02-07', workingDays: 1 },
    ]);
  });
});

describe('days and instants', () => {
  test('of Asia/Ho_Chi_Minh', () => {
    expect(instantOf('2024-02-10')).toBe(Date.parse('2024-02-09T17:00:00Z'));
    expect(instantOf('2024-02-10', 8)).toBe(Date.parse('2024-02-10T01:00:00Z'));
    expect(dayOf(instantOf('2024-02-10') - 1)).toBe('2024-02-09');
    expect(formatInstant(instantOf('2024-02-10'))).toBe('2024-02-10T00:00:00+07:00');
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(formatDay('2024-02-10')).toBe('10/02/2024');
  });

  test.each([
    { amount: 0, text: '0 đồng' },
    { amount: 450_000, text: '450.000 đồng' },
    { amount: 1_490_000, text: '1.490.000 đồng' },
    { amount: 12_345_678_900, text: '12.345.678.900 đồng' },
  ])('$text', ({ amount, text }) => {
    expect(formatMoney(amount)).toBe(text);
  });
});

const dates = (campaign: string): string[] =>
  campaignCalendar(plan263, campaign, table).map(({ what, at }) => `${at} ${what}`);

describe('IV.1: the dates of a campaign', () => {
  test('2023: both last days are no working days', () => {
    expect(dates('2023')).toStrictEqual([
      '2024-01-01T00:00:00+07:00 submissions-open',
      '2024-01-25T08:00:00+07:00 dossier-reminder',
      '2024-02-01T08:00:00+07:00 dossier-reminder',
      '2024-02-05T08:00:00+07:00 forward-reminder',
      '2024-02-06T08:00:00+07:00 dossier-reminder',
      '2024-02-07T08:00:00+07:00 dossier-reminder',
      '2024-02-09T00:00:00+07:00 last-day-not-working',
      '2024-02-10T00:00:00+07:00 dossier-cutoff',
      '2024-02-19T08:00:00+07:00 forward-reminder',
      '2024-02-22T08:00:00+07:00 forward-reminder',
      '2024-02-23T08:00:00+07:00 forward-reminder',
      '2024-02-24T00:00:00+07:00 last-day-not-working',
      '2024-02-25T00:00:00+07:00 forward-cutoff',
      '2024-04-01T00:00:00+07:00 announce-by',
    ]);
  });

  test.each([
    { campaign: '2021', lastDays: [] },
    { campaign: '2022', lastDays: [] },
    { campaign: '2023', lastDays: ['2024-02-09', '2024-02-24'] },
    { campaign: '2024', lastDays: ['2025-02-09'] },
    { campaign: 'summary', lastDays: [] },
  ])('$campaign: last days that are no working days', ({ campaign, lastDays }) => {
    const found = campaignCalendar(plan263, campaign, table).filter(
      (it) => it.what === 'last-day-not-working',
    );
    expect(found.map(({ at }) => at.slice(0, 10))).toStrictEqual(lastDays);
  });

  test('a last day that is none says why', () => {
    const [found] = campaignCalendar(plan263, '2023', table).filter(
      (it) => it.what === 'last-day-not-working',
    );
    expect(found?.reason).toBe(
      'Ngày cuối cùng nộp hồ sơ về Sở Nội vụ trước ngày 10/02/2024 là thứ Sáu 09/02/2024, không phải ngày làm việc (Tết Nguyên đán Giáp Thìn (30 tháng Chạp)); Sở Nội vụ quyết định giữ nguyên hay gia hạn.',
    );
  });

  test('the summary opens on the day after the period', () => {
    expect(dates('summary')[0]).toBe('2026-01-01T00:00:00+07:00 submissions-open');
  });

  test.each([
    { name: 'its end', campaign: '2023', lastDay: '2023-12-31', day: '2024-03-31' },
    { name: 'its beginning', campaign: '2021', lastDay: '2026-12-31', day: '2021-12-31', reminders: [60] },
  ])('a date past $name of the table is an error that names it', ({ campaign, lastDay, day, reminders }) => {
    expect(calendarOf(plan263, campaign, { ...table, lastDay }, reminders)).toStrictEqual({
      problem: { code: 'calendar.outside-table', day, firstDay: '2022-01-01', lastDay },
    });
  });
});
