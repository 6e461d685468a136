import { expect, test } from 'vitest';
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

test('--at alone, or servers of others: what to do', () => {
  expect(faultOf({ at: '2022-02-09T23:58' })).toContain('thêm --trial');
  const given = {
    TEMPORAL_ADDRESS: '127.0.0.1:7233',
    DATABASE_URL: 'postgresql://a@b/c',
    SMTP_URL: 'smtp://127.0.0.1:25',
    MAIL_FROM: 'a@example.vn',
  };
  expect(faultOf({ trial: true }, given)).toMatch(/TEMPORAL_ADDRESS.*DATABASE_URL.*SMTP_URL/);
});
