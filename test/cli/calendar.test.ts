import { describe, expect, test } from 'vitest';
import { ReferenceFault } from '../../activities/reference/faults.js';
import { loadHolidays } from '../../activities/reference/tables.js';
import { type CalendarOptions, runCalendar } from '../../client/cli/commands/calendar.js';

function run(options: CalendarOptions, load = loadHolidays) {
  const written = { out: '', errors: '' };
  const status = runCalendar(options, {
    out: { write: (text) => (written.out += text), columns: 100 },
    errors: { write: (text) => (written.errors += text) },
    loadHolidays: load,
  });
  return { status, ...written };
}

describe('thidua calendar', () => {
  test('--json is the contract’s object', () => {
    const { status, out } = run({ campaign: '2024', json: true, reminders: '1' });
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      contract: 1,
      plan: '263',
      campaign: 2024,
      entries: [
        { what: 'submissions-open', at: '2025-01-01T00:00:00+07:00', clause: 'IV.1.a' },
        { what: 'dossier-reminder', at: '2025-02-07T08:00:00+07:00', clause: 'IV.1.a' },
        { what: 'last-day-not-working', at: '2025-02-09T00:00:00+07:00', clause: 'IV.1.a' },
        { what: 'dossier-cutoff', at: '2025-02-10T00:00:00+07:00', clause: 'IV.1.a' },
        { what: 'forward-reminder', at: '2025-02-24T08:00:00+07:00', clause: 'IV.1.b' },
        { what: 'forward-cutoff', at: '2025-02-25T00:00:00+07:00', clause: 'IV.1.b' },
        { what: 'announce-by', at: '2025-04-01T00:00:00+07:00', clause: 'IV.1.b' },
      ],
    });
  });

  test('an entry has no keys but the contract’s', () => {
    const { out } = run({ campaign: 'summary', json: true });
    const keys = new Set([...out.matchAll(/^ {6}"([^"]+)":/gm)].map(([, key]) => key));
    expect([...keys]).toStrictEqual(['what', 'at', 'clause', 'reason']);
    expect(out).toContain('"campaign": "summary"');
  });

  test('people get a table', () => {
    const { out } = run({ campaign: '2023' });
    expect(out).toContain('LỊCH ĐỢT KHEN THƯỞNG NĂM 2023');
    expect(out).toContain('09/02/2024  00:00  IV.1.a');
  });

  test.each([
    {
      name: 'an unknown campaign',
      options: { campaign: '2025' },
      errors: 'Có thể chọn: 2021, 2022, 2023, 2024, summary',
    },
    { name: 'reminders: nothing', options: { campaign: '2023', reminders: '' }, errors: '--reminders' },
    { name: 'reminders: zero', options: { campaign: '2023', reminders: '5,0' }, errors: '--reminders' },
    {
      name: 'reminders: less than zero',
      options: { campaign: '2023', reminders: '-5' },
      errors: '--reminders',
    },
    { name: 'reminders: twice', options: { campaign: '2023', reminders: '5,5' }, errors: '--reminders' },
    { name: 'reminders: words', options: { campaign: '2023', reminders: 'five' }, errors: '--reminders' },
    { name: 'reminders: too many', options: { campaign: '2023', reminders: '251' }, errors: '--reminders' },
    {
      name: 'reminders before the table',
      options: { campaign: '2021', reminders: '60' },
      errors: '01/01/2022 đến 31/12/2026',
    },
  ])('$name', ({ options, errors }) => {
    const result = run(options);
    expect(result.status).toBe(2);
    expect(result.out).toBe('');
    expect(result.errors).toContain(errors);
  });

  test('a date past the table’s end names it, the table’s last day and what to do', () => {
    const { status, errors } = run({ campaign: 'summary' }, () => ({
      ...loadHolidays(),
      lastDay: '2025-12-31',
    }));
    expect(status).toBe(2);
    expect(errors).toContain('31/03/2026');
    expect(errors).toContain('31/12/2025');
    expect(errors).toContain('holidays.csv');
  });

  test('a table that can’t be used is refused with its row', () => {
    const fault = new ReferenceFault({ file: 'holidays.csv', row: 7, column: 'date', problem: 'Sai.' });
    const { status, errors } = run({ campaign: '2023' }, () => {
      throw fault;
    });
    expect({ status, errors }).toStrictEqual({
      status: 2,
      errors: 'Bảng tham chiếu holidays.csv, dòng 7, cột date: Sai.\n',
    });
  });
});
