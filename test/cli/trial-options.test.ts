import { describe, expect, test } from 'vitest';
import { readTrial, type TrialOptions } from '../../client/cli/commands/trial-options.js';
import { readConfiguration } from '../../worker/configuration.js';

function configured(environment: Record<string, string> = {}) {
  const read = readConfiguration(environment);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.configuration;
}

/** What is wrong, in words; empty where nothing is. */
function faultOf(options: TrialOptions, environment: Record<string, string> = {}): string {
  const read = readTrial(options, configured(environment));
  return 'sentence' in read ? read.sentence : '';
}

const at = (text: string): number => Date.parse(`${text}+07:00`);

test.each([
  { options: {}, trial: null },
  { options: { trial: true }, trial: { at: null } },
  { options: { trial: true, at: '2022-02-09T23:58' }, trial: { at: at('2022-02-09T23:58:00') } },
  { options: { trial: true, at: '2022-02-09T23:59:50' }, trial: { at: at('2022-02-09T23:59:50') } },
])('$options', ({ options, trial }) => {
  expect(readTrial(options, configured())).toStrictEqual({ trial });
});

test.each([
  '2022-02-30T10:00',
  '2022-02-09',
  '2022-02-09T24:00',
  '2022-02-09T10:60',
  '2022-02-09T10:00:60',
  '2022-02-09T10:00Z',
  '1999-02-09T10:00',
  '09/02/2022 10:00',
  '',
])('--at "%s" is named with how to write it', (text) => {
  const fault = faultOf({ trial: true, at: text });
  expect(fault.startsWith(`--at ${text}: `)).toBe(true);
  expect(fault).toContain('2022-02-09T23:58');
});

test('--at alone: what to do', () => {
  expect(faultOf({ at: '2022-02-09T23:58' })).toContain('thêm --trial');
});

describe('servers that were given', () => {
  const servers = { TEMPORAL_ADDRESS: '127.0.0.1:7233', DATABASE_URL: 'postgresql://a@b/c' };
  const mail = { SMTP_URL: 'smtps://thi-dua:mat-khau@thu.vi-du.vn:465', MAIL_FROM: 'a@vi-du.vn' };
  const kept = { THIDUA_TRIAL_MAIL: 'thu.vi-du.vn:465' };

  test.each([
    { given: servers },
    { given: { ...servers, ...mail, ...kept } },
    { given: { ...mail, ...kept } },
  ])('a trial runs on them where no mail can leave: $given', ({ given }) => {
    expect(faultOf({ trial: true }, given)).toBe('');
  });

  test.each([
    { named: {} },
    { named: { THIDUA_TRIAL_MAIL: 'thu.vi-du.vn:25' } },
    { named: { THIDUA_TRIAL_MAIL: 'mail:465' } },
  ])(
    'a mail server that isn’t named as keeping all mails is refused, and none of its secrets shown: $named',
    ({ named }) => {
      const fault = faultOf({ trial: true }, { ...servers, ...mail, ...named });
      expect(fault).toContain('SMTP_URL chỉ đến thu.vi-du.vn:465');
      expect(fault).toContain('đặt thêm THIDUA_TRIAL_MAIL=thu.vi-du.vn:465');
      expect(fault).not.toContain('mat-khau');
    },
  );

  test('in service it needs no such name', () => {
    expect(readTrial({}, configured({ ...servers, ...mail }))).toStrictEqual({ trial: null });
  });
});
