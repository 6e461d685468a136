import type { StoredAnswer } from '../../activities/records/selection/kept.js';

export const listDigest = 'a'.repeat(64);
export const inputDigest = 'b'.repeat(64);
const tie = '2023/communes/highest-rank/tie';

const nominee = (id: string, name: string) => ({
  id,
  kind: 'individual' as const,
  name,
  personId: `p-${id}`,
  criteria: {},
});
const collective = (id: string) => ({ id, kind: 'collective' as const, name: `Tập thể ${id}`, criteria: {} });

/** What the selection saw: six dossiers, one of them lapsed, one withdrawn. */
export const input = {
  contract: 1,
  dossiers: [
    {
      unit: 'so-y-te',
      status: 'accepted',
      nominees: [collective('t1'), nominee('c1', 'Nguyễn Văn An'), nominee('c2', 'Trần Thị Bình')],
    },
    { unit: 'so-tu-phap', status: 'accepted', nominees: [collective('t2'), nominee('c3', 'Lê Văn Cường')] },
    { unit: 'so-noi-vu', status: 'accepted', nominees: [nominee('c4', 'Phạm Thị Dung')] },
    { unit: 'xa-mot', status: 'accepted', nominees: [collective('t3')] },
    { unit: 'xa-hai', status: 'lapsed', nominees: [] },
    { unit: 'xa-ba', status: 'withdrawn', nominees: [] },
  ],
};

/** A list: winners by rank, by choice and by an answered tie, a vacancy, a refusal. */
export const answer: StoredAnswer = {
  contract: 1,
  plan: '263',
  kind: 'annual',
  year: 2023,
  winners: [
    {
      bloc: 'departments',
      kind: 'collective',
      seat: 'highest-rank',
      unit: 'so-y-te',
      nominee: 't1',
      name: 'Tập thể t1',
      clause: 'III.3.a',
      explanation: 'Sở Y tế xếp hạng 1 của khối.',
    },
    {
      bloc: 'departments',
      kind: 'individual',
      seat: 'individual-1',
      unit: 'so-y-te',
      nominee: 'c1',
      personId: 'p-c1',
      name: 'Nguyễn Văn An',
      clause: 'III.3.a',
      explanation: 'Được Sở Nội vụ lựa chọn.',
    },
    {
      bloc: 'departments',
      kind: 'individual',
      seat: 'individual-2',
      unit: 'so-noi-vu',
      nominee: 'c4',
      personId: 'p-c4',
      name: 'Phạm Thị Dung',
      clause: 'III.3.a',
      explanation: 'Được Sở Nội vụ lựa chọn.',
    },
    {
      bloc: 'communes',
      kind: 'collective',
      seat: 'highest-rank',
      unit: 'xa-mot',
      nominee: 't3',
      name: 'Tập thể t3',
      decidedBy: tie,
      clause: 'III.3.a',
      explanation: 'Sở Nội vụ quyết định trong hai xã cùng hạng 1.',
    },
  ],
  vacancies: [
    {
      bloc: 'vertical',
      kind: 'collective',
      seat: 'highest-rank',
      reason: 'decided',
      clause: 'III.3.a',
      explanation: 'Khối chưa có kết quả xếp hạng.',
    },
  ],
  questions: [
    {
      key: tie,
      bloc: 'communes',
      kind: 'collective',
      reason: 'tie',
      options: ['award:xa-mot', 'award:xa-ba', 'vacant'],
      choose: 1,
      clause: 'III.3.a',
      explanation: 'Xã Một và Xã Ba cùng hạng 1.',
    },
  ],
  waiting: [
    { bloc: 'departments', kind: 'individual', seat: 'individual-3', for: 'shortlist' },
    { bloc: 'communes', kind: 'collective', seat: 'greatest-leap', for: `question:${tie}` },
  ],
  refusals: [
    {
      nominee: 'c3',
      unit: 'so-tu-phap',
      codes: ['criterion-ethics'],
      explanation: 'Lê Văn Cường chưa đạt tiêu chuẩn về phẩm chất đạo đức (III.1.a).',
    },
  ],
  order: {
    departments: { individuals: ['c1', 'c2', 'c4'] },
    vertical: { individuals: [] },
    districts: { individuals: [] },
    communes: { individuals: [] },
  },
  digest: listDigest,
};
