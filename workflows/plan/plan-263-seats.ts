import { Bloc, type Seat } from './schema.js';

const best = 'tặng Bằng khen cho 01 đơn vị đạt thứ hạng cao nhất về kết quả CCHC của khối';
const bestCommune = 'tặng Bằng khen cho 01 đơn vị có thứ hạng cao nhất về kết quả CCHC của UBND cấp xã';
const leap = '01 đơn vị có sự thay đổi vượt bậc về thứ hạng CCHC trong năm';

/** III.3.a: the certificates of one year. */
const annual: Seat[] = [
  collective('departments', 'highest-rank', best),
  collective('vertical', 'highest-rank', best),
  collective('districts', 'highest-rank', best),
  collective('communes', 'highest-rank', bestCommune),
  collective('communes', 'greatest-leap', leap),
  ...individuals(3, 'III.3.a', 'Tặng Bằng khen cho 03 cá nhân tiêu biểu, xuất sắc của các khối'),
];

/** III.3.b: the certificates of the whole period. */
const summary: Seat[] = [
  ...period('departments', 3, 'Khối sở, ban, ngành, đoàn thể thành phố: tặng Bằng khen cho 03 tập thể'),
  ...period(
    'vertical',
    1,
    'Khối các cơ quan được tổ chức theo ngành dọc đóng trên địa bàn thành phố: tặng Bằng khen cho 01 tập thể',
  ),
  ...period('districts', 2, 'Khối UBND quận, huyện: tặng Bằng khen cho 02 tập thể'),
  ...period('communes', 4, 'Khối UBND xã, phường, thị trấn: tặng Bằng khen cho 04 tập thể'),
  ...individuals(6, 'III.3.b', 'Tặng Bằng khen cho 06 cá nhân tiêu biểu, xuất sắc thuộc 03 đơn vị'),
];

/** Every seat of Plan 263, in the order every list of the product uses within its bloc and kind. */
export const seats263 = { annual, summary };

function collective(bloc: Bloc, rule: 'highest-rank' | 'greatest-leap', quote: string): Seat {
  return { bloc, kind: 'collective', seat: rule, rule, clause: 'III.3.a', quote };
}

function period(bloc: Bloc, seats: number, quote: string): Seat[] {
  return numbered(seats).map((n) => ({
    bloc,
    kind: 'collective',
    seat: `period-${n}`,
    rule: 'choice',
    clause: 'III.3.b',
    quote,
  }));
}

function individuals(seats: number, clause: string, quote: string): Seat[] {
  return Bloc.options.flatMap((bloc) =>
    numbered(seats).map((n): Seat => ({
      bloc,
      kind: 'individual',
      seat: `individual-${n}`,
      rule: 'choice',
      clause,
      quote,
    })),
  );
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
