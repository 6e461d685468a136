import { officeName } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { addresses } from '../addresses.js';
import type { Page, Route, Visit } from '../visit.js';
import { noSuchPage } from './problems.js';

/** One thing to know, and the page where it is done. */
interface Step {
  text: string;
  link?: readonly [address: string, name: string];
}

interface Guide {
  role: string;
  title: (plan: Plan) => string;
  steps: readonly Step[];
}

const tasks = [addresses.tasks, 'Việc của tôi'] as const;
const campaigns = [addresses.campaigns, 'Các đợt'] as const;
const ledger = [addresses.ledger, 'Sổ Bằng khen'] as const;
const why = [addresses.why, 'Vì sao'] as const;
const calendar = [addresses.calendar, 'Lịch'] as const;
const letters = [addresses.letters, 'Thư'] as const;
const setUp = [addresses.setUp, 'Đơn vị và người'] as const;
const operators = [addresses.operators, 'Vận hành'] as const;

const guides: readonly Guide[] = [
  {
    role: 'don-vi',
    title: () => 'Đơn vị',
    steps: [
      { text: 'Mở việc đang chờ: mỗi việc ghi hạn cuối và số ngày làm việc còn lại.', link: tasks },
      {
        text: 'Lập hồ sơ: Tờ trình, biên bản họp xét, mỗi tập thể, cá nhân một báo cáo thành tích. Còn thiếu gì, trang hồ sơ nêu trước khi nộp; bản đang soạn tự được lưu.',
        link: campaigns,
      },
      {
        text: 'Nộp trước hạn. Giờ tính là giờ hệ thống tiếp nhận, có biên nhận trên trang và qua thư. Trước hạn còn được thay hoặc rút hồ sơ.',
      },
      { text: 'Hồ sơ bị trả lại có lý do và ngày phải bổ sung xong; sửa rồi nộp lại ở cùng trang.' },
      { text: 'Báo số Giấy khen đã tặng và khó khăn, vướng mắc ở trang hồ sơ.', link: campaigns },
      { text: 'Thư đã gửi cho đơn vị được giữ lại ở đây.', link: letters },
    ],
  },
  {
    role: 'noi-vu',
    title: (plan) => officeName(plan, 'home-affairs'),
    steps: [
      { text: 'Bắt đầu từ việc đang chờ.', link: tasks },
      {
        text: 'Xét hồ sơ: nhận, trả lại (nêu lý do, ngày bổ sung) hoặc không nhận (nêu lý do). Hồ sơ của chính mình do người khác xét.',
        link: campaigns,
      },
      {
        text: 'Ghi kết quả xếp hạng từng khối kèm số, ngày quyết định công bố. Tệp sai được trả nguyên, mỗi lỗi ghi rõ dòng và ô.',
        link: campaigns,
      },
      {
        text: 'Quyết định vướng mắc: đồng hạng, đơn vị đứng đầu thiếu hồ sơ… Hệ thống không tự chọn; lý do được lưu mãi.',
        link: campaigns,
      },
      {
        text: 'Lựa chọn cá nhân, rồi trình danh sách trước hạn. Danh sách đã trình được khóa bằng mã băm.',
        link: campaigns,
      },
      { text: 'Sau khi ký: ghi số, ngày quyết định, rồi ngày tổ chức khen thưởng.', link: campaigns },
      {
        text: 'Đơn vị sáp nhập, thay cán bộ đầu mối hay người giữ chức vụ: tải tệp Excel đang dùng, sửa, nạp lại; những gì sẽ thay đổi hiện ra trước khi áp dụng.',
        link: setUp,
      },
      {
        text: 'Thư không đến: xem vì sao, sửa hộp thư, gửi lại; tạm dừng thư hoặc nhắc việc khi cần.',
        link: letters,
      },
    ],
  },
  {
    role: 'ban-thi-dua',
    title: (plan) => officeName(plan, 'board'),
    steps: [
      { text: 'Khi có danh sách trình sang, việc thẩm định hiện ở đây.', link: tasks },
      { text: 'Xem từng dòng: căn cứ, mục của kế hoạch, hồ sơ, ai quyết định.', link: campaigns },
      {
        text: 'Ghi phiên họp (ngày, thành phần, phiếu nếu có), rồi đồng ý hoặc trả lại kèm lý do.',
        link: campaigns,
      },
      { text: 'Muốn biết vì sao một tập thể, cá nhân có hay không có tên.', link: why },
    ],
  },
  {
    role: 'chu-tich',
    title: (plan) => officeName(plan, 'chairman'),
    steps: [
      { text: 'Danh sách chờ ký hiện ở đây, xem được cả trên điện thoại.', link: tasks },
      {
        text: 'Một trang có danh sách, tiền thưởng và những điểm cần lưu ý: duyệt, bỏ tên (nêu lý do) hoặc trả lại.',
        link: campaigns,
      },
      { text: 'Chữ ký gắn với đúng danh sách đã xem: danh sách thay đổi thì phải xem lại.' },
      { text: 'Các Bằng khen đã tặng.', link: ledger },
    ],
  },
  {
    role: 'bao-chi',
    title: () => 'Báo chí, mọi người',
    steps: [
      {
        text: 'Sau khi công bố, mỗi đợt có thông tin báo chí; liên kết ở sổ và trang của đợt.',
        link: ledger,
      },
      { text: 'Mỗi kết quả được giải thích bằng mục của kế hoạch.', link: why },
      { text: 'Văn bản kế hoạch, từng mục có liên kết riêng.', link: [addresses.plan, 'Văn bản kế hoạch'] },
      { text: 'Các mốc của từng đợt.', link: calendar },
    ],
  },
  {
    role: 'van-hanh',
    title: () => 'Người vận hành',
    steps: [
      {
        text: 'Luồng việc, việc trục trặc, thư chưa đến; mỗi luồng có diễn biến từng bước và bằng chứng.',
        link: operators,
      },
      {
        text: 'Kiểm tra từng bộ phận: thấy gì, sửa thế nào.',
        link: [addresses.doctor, 'Kiểm tra từng bộ phận'],
      },
      { text: 'Dừng đột ngột phần nào cũng được: khởi động lại là chạy tiếp, không mất, không làm hai lần.' },
      {
        text: 'Bị dừng trước hạn thì chạy lại từ dữ liệu đã giữ bằng lệnh «npx thidua restore LUỒNG-VIỆC --reason "LÝ DO"».',
      },
      { text: 'Thư: lọc, đọc, gửi lại.', link: letters },
    ],
  },
];

/** Whose guide there is. */
const helpIndexPage = (plan: Plan): Page => ({
  title: 'Hướng dẫn',
  body: (
    <>
      <p>Mỗi vai một trang, in được. Hãy chọn vai của mình:</p>
      <ul>
        {guides.map(({ role, title }) => (
          <li>
            <a href={addresses.helpOf(role)}>{title(plan)}</a>
          </li>
        ))}
      </ul>
    </>
  ),
});

/** What one role does, in a page. */
const helpPage = (plan: Plan, { title, steps }: Guide): Page => ({
  title: `Hướng dẫn: ${title(plan)}`,
  body: (
    <>
      <ol>
        {steps.map(({ text, link }) => (
          <li>
            {text}
            {link === undefined ? null : (
              <>
                {' '}
                → <a href={link[0]}>{link[1]}</a>
              </>
            )}
          </li>
        ))}
      </ol>
      <p>
        <a href={addresses.help}>Hướng dẫn cho vai khác</a>
      </p>
    </>
  ),
});

function answerHelp({ plan, parameters }: Visit): Promise<Page> {
  const guide = guides.find(({ role }) => role === parameters['role']);
  return Promise.resolve(guide === undefined ? noSuchPage() : helpPage(plan, guide));
}

/** Help, for everybody. */
export const helpRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: addresses.help,
    openTo: 'everyone',
    answer: ({ plan }) => Promise.resolve(helpIndexPage(plan)),
  },
  { method: 'GET', path: '/huong-dan/:role', openTo: 'everyone', answer: answerHelp },
];
