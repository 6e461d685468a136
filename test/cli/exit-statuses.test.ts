import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { loadHolidays } from '../../activities/reference/tables.js';
import { dossierId, taskQueues } from '../../workflows/api/identity.js';
import { lettersDelivered } from '../environment/post.js';
import { built, openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { CampaignHands, must } from '../workflows/campaigns.js';
import { DossierHands } from '../workflows/dossiers.js';
import { homeAffairs, unitOfficial } from '../workflows/people.js';
import { OfficialCommands } from './official-commands.js';

const exec = promisify(execFile);
const Failed = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });
const nowhere = '127.0.0.1:9';
const own = unitOfficial('xa-mot').person;
const files = (name: string): string => `{"component":"${name}","title":"${name}"}`;
const reason = ['--reason', 'Vì thế.'];

/** The built command as a script runs it: done 0, the input at fault 2, refused by the rules 3, a part out of reach 4. */
describe('exit statuses', () => {
  let world: World;
  let commands: OfficialCommands;
  let dossier = '';

  beforeAll(async () => {
    const environment = await startDevelopmentServer(inject('temporalCli'));
    world = await openWorld(environment, [], loadHolidays, taskQueues.rehearsal);
    commands = await OfficialCommands.open(world, []);
    const hands = new CampaignHands(world, '2023');
    await hands.start();
    await hands.walkTo('01-15T09:00:00');
    must(await new DossierHands(world, '2023', 'xa-hai').file());
    await lettersDelivered(world.records);
    const documents = ['request', 'minutes'].map(files).join(',');
    dossier = await commands.file('ho-so.json', `{"nominees":[],"documents":[${documents}]}`);
  });
  afterAll(async () => {
    await world.stop();
    await commands.close();
  });

  async function thidua(words: readonly string[], over: Record<string, string> = {}) {
    const env = { ...process.env, ...commands.environment, NO_COLOR: '1', ...over };
    const given = words.map((word) => (word === 'HỒ-SƠ' ? dossier : word));
    try {
      const { stdout, stderr } = await exec(process.execPath, [built('client/cli/main.js'), ...given], {
        env,
      });
      return { code: 0, text: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = Failed.parse(error);
      return { code, text: stdout + stderr };
    }
  }

  test.each<{ who: string; code: number; words: string[]; says: string }>([
    { who: 'a reader', code: 0, words: ['status', '2023'], says: 'ĐỢT KHEN THƯỞNG NĂM 2023' },
    { who: 'a reader', code: 2, words: ['status', '2032'], says: '2032' },
    {
      who: 'a reader',
      code: 3,
      words: ['sign-off', 'show', '2023'],
      says: 'Chưa có danh sách nào được trình',
    },
    {
      who: 'a unit',
      code: 0,
      words: ['difficulty', '2023', 'xa-mot', '--text', 'Thiếu máy.', '--person', own],
      says: 'Đã ghi nhận phản ánh của Đơn vị xa-mot',
    },
    {
      who: 'a unit',
      code: 2,
      words: ['dossier', 'file', '2023', 'xa-mot', '--from', 'HỒ-SƠ', '--person', own],
      says: 'Hồ sơ',
    },
    {
      who: 'Home Affairs',
      code: 0,
      words: ['review', '2023', 'xa-hai', 'accept', '--person', homeAffairs.person],
      says: 'Đơn vị xa-hai',
    },
    {
      who: 'Home Affairs',
      code: 2,
      words: [
        'extend',
        '2023',
        'unit:xa-hai',
        '--last-day',
        '31/02/2024',
        ...reason,
        '--person',
        homeAffairs.person,
      ],
      says: '“31/02/2024” không phải một ngày',
    },
    {
      who: 'Home Affairs',
      code: 3,
      words: ['forward', '2023', '--yes', '--person', homeAffairs.person],
      says: 'Chưa có danh sách để trình',
    },
    { who: 'an operator', code: 3, words: ['doctor'], says: 'npx thidua restore movement/263' },
    {
      who: 'an operator',
      code: 0,
      words: ['letters', '--undelivered'],
      says: 'Không có thư nào chưa gửi được',
    },
    { who: 'an operator', code: 2, words: ['restore', ...reason], says: 'Nêu một luồng việc, hoặc --all' },
    {
      who: 'an operator',
      code: 2,
      words: ['letters', 'resend', 'x', ...reason],
      says: 'Không có thư nào mã “x”',
    },
    {
      who: 'an operator',
      code: 3,
      words: ['restore', dossierId('263', '2023', 'xa-hai'), ...reason],
      says: 'đang chạy; không có gì phải khôi phục',
    },
  ])('$who: $code, $words', async ({ code, words, says }) => {
    const ended = await thidua(words);
    expect(ended.text).toContain(says);
    expect(ended.code).toBe(code);
  });

  const away = {
    database: {
      over: { DATABASE_URL: `postgres://thidua@${nowhere}/thidua` },
      named: /cơ sở dữ liệu|PostgreSQL/,
    },
    server: { over: { TEMPORAL_ADDRESS: nowhere }, named: /máy chủ Temporal/ },
    mail: { over: { SMTP_URL: `smtp://${nowhere}` }, named: /Máy chủ thư/ },
  };
  test.concurrent.each<{ who: string; part: keyof typeof away; words: string[] }>([
    { who: 'a reader', part: 'database', words: ['status', '2023'] },
    { who: 'a reader', part: 'server', words: ['question', 'list', '2023'] },
    {
      who: 'a unit',
      part: 'server',
      words: ['difficulty', '2023', 'xa-mot', '--text', 'Thiếu máy.', '--person', own],
    },
    {
      who: 'Home Affairs',
      part: 'server',
      words: ['extend', '2023', 'all', '--last-day', '20/02/2024', ...reason, '--person', homeAffairs.person],
    },
    {
      who: 'Home Affairs',
      part: 'database',
      words: ['review', '2023', 'xa-hai', 'reject', ...reason, '--person', homeAffairs.person],
    },
    { who: 'an operator', part: 'server', words: ['restore', '--all', ...reason] },
    { who: 'an operator', part: 'server', words: ['doctor'] },
    { who: 'an operator', part: 'mail', words: ['doctor'] },
    { who: 'an operator', part: 'database', words: ['doctor'] },
  ])('$who, the $part away: 4, and it is named: $words', async ({ part, words }) => {
    const ended = await thidua(words, away[part].over);
    expect(ended.text).toMatch(away[part].named);
    expect(ended.code, ended.text).toBe(4);
  });
});
