import { criteria263 } from './plan-263-criteria.js';
import { seats263 } from './plan-263-seats.js';
import type { Plan } from './schema.js';

/** Kế hoạch 263/KH-UBND ngày 29/12/2021 của UBND thành phố Cần Thơ, as data. */
export const plan263 = {
  plan: '263',
  number: '263/KH-UBND',
  title:
    'Phát động phong trào thi đua đẩy mạnh công tác cải cách hành chính nhà nước trên địa bàn thành phố Cần Thơ giai đoạn 2021 - 2025',
  issued: '2021-12-29',
  period: {
    from: '2021-12-29',
    to: '2025-12-31',
    clause: 'II.3',
    quote: 'Từ ngày ban hành Kế hoạch đến ngày 31 tháng 12 năm 2025.',
  },
  blocs: [
    {
      code: 'departments',
      name: 'Khối sở, ban, ngành, đoàn thể thành phố',
      clause: 'II.1.a',
      quote: 'Các sở, ban ngành, đoàn thể thành phố',
    },
    {
      code: 'vertical',
      name: 'Khối các cơ quan được tổ chức theo ngành dọc',
      clause: 'II.1.a',
      quote: 'Các cơ quan Trung ương đóng trên địa bàn thành phố',
    },
    { code: 'districts', name: 'Khối UBND quận, huyện', clause: 'II.1.a', quote: 'UBND quận, huyện' },
    {
      code: 'communes',
      name: 'Khối UBND xã, phường, thị trấn',
      clause: 'II.1.a',
      quote: 'UBND xã, phường, thị trấn',
    },
  ],
  annual: {
    years: [2021, 2022, 2023, 2024],
    source: { clause: 'III.3.a', quote: 'Khen thưởng hàng năm: năm 2021, 2022, 2023 và 2024' },
    criteria: criteria263.annual,
    total: {
      collective: 5,
      individual: 12,
      clause: 'III.3.a',
      quote: 'tặng Bằng khen cho 05 tập thể và 12 cá nhân',
    },
    seats: seats263.annual,
  },
  summary: {
    firstYear: 2021,
    lastYear: 2025,
    source: { clause: 'III.3.b', quote: 'Khen thưởng tổng kết giai đoạn 2021 - 2025' },
    criteria: criteria263.summary,
    certificates: {
      collective: { value: 2, ...criteria263.atLeastTwo },
      individual: { value: 2, ...criteria263.atLeastTwo },
    },
    topUnits: {
      value: 3,
      clause: 'III.3.b',
      quote: 'thuộc 03 đơn vị đạt thứ hạng cao nhất về kết quả CCHC của mỗi khối',
    },
    total: {
      collective: 10,
      individual: 24,
      clause: 'III.3.b',
      quote: 'tặng Bằng khen cho 10 tập thể và 24 cá nhân',
    },
    seats: seats263.summary,
  },
  cutoffs: {
    dossier: { month: 2, day: 10, clause: 'IV.1.a', quote: 'trước ngày 10 tháng 02 năm liền kề' },
    forward: { month: 2, day: 25, clause: 'IV.1.b', quote: 'trước ngày 25 tháng 02 năm liền kề' },
    announce: {
      month: 4,
      day: 1,
      clause: 'IV.1.b',
      quote: 'tổ chức tổng kết, khen thưởng vào quý I hàng năm',
    },
  },
  dossier: [
    {
      code: 'request',
      name: 'Tờ trình',
      clause: 'IV.2.a',
      quote: 'Tờ trình đề nghị khen thưởng của cấp trình khen',
    },
    {
      code: 'minutes',
      name: 'Biên bản họp xét khen thưởng',
      clause: 'IV.2.b',
      quote: 'Biên bản họp xét khen thưởng của Hội đồng Thi đua - Khen thưởng',
    },
    {
      code: 'achievement-report',
      name: 'Báo cáo thành tích',
      clause: 'IV.2.c',
      quote: 'Báo cáo thành tích của tập thể, cá nhân đề nghị khen thưởng',
    },
  ],
  press: {
    clause: 'V.3',
    quote:
      'Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Báo Cần Thơ, Đài Phát thanh và Truyền hình thành phố Cần Thơ',
    bodies: [
      { code: 'so-thong-tin-va-truyen-thong', name: 'Sở Thông tin và Truyền thông' },
      { code: 'bao-can-tho', name: 'Báo Cần Thơ' },
      { code: 'dai-ptth-can-tho', name: 'Đài Phát thanh và Truyền hình thành phố Cần Thơ' },
    ],
  },
  reward: {
    law: {
      clause: 'III.4.a',
      quote: 'thực hiện theo quy định của Luật Thi đua, khen thưởng và các văn bản hướng dẫn thi hành',
    },
    fund: { clause: 'III.4.b', quote: 'Từ nguồn kinh phí khen thưởng của thành phố' },
  },
} satisfies Plan;
