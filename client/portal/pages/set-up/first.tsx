import { timingSafeEqual } from 'node:crypto';
import { readinessOf } from '../../../../activities/records/registry/readiness.js';
import { applySetUp } from '../../../../activities/records/registry/set-up.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import {
  answerSample,
  answerTemplate,
  mostOfFile,
  type SetUpDesk,
  showSetUp,
  takeSetUp,
  takeSetUpFile,
} from './desk.js';

const withCode = (address: string, code: string): string =>
  `${address}?${new URLSearchParams({ ma: code }).toString()}`;

/** Where a service is set up for the first time, by whoever has the code. */
export const firstSetUpPlace = (code: string): string => withCode(addresses.setUp, code);

/**
 * The pages of records that hold no unit yet: nobody can sign in there, so whoever has the one-time code, which the program
 * printed where it was started, sets them up. They are closed once units stand.
 */
export const firstSetUpRoutes = (code: string): readonly Route[] => {
  const ifKnown = (answer: (visit: Visit, desk: SetUpDesk) => Promise<Page | Response>): Route['answer'] => {
    const desk = deskOf(code);
    return async (visit) => {
      if (!isSame(visit.url.searchParams.get('ma') ?? '', code)) return closedPage(visit);
      const { hasUnits } = await readinessOf(visit.portal.records);
      return hasUnits ? donePage() : answer(visit, desk(visit));
    };
  };
  const openTo = 'everyone';
  return [
    { method: 'GET', path: addresses.home, openTo, answer: closedPage },
    { method: 'GET', path: addresses.setUp, openTo, answer: ifKnown(showSetUp) },
    {
      method: 'POST',
      path: addresses.setUpUpload,
      openTo,
      streams: true,
      answer: ifKnown(takeSetUpFile),
    },
    {
      method: 'POST',
      path: addresses.setUpApply,
      openTo,
      mostBytes: mostOfFile,
      answer: ifKnown(takeSetUp),
    },
    { method: 'GET', path: addresses.setUpTemplate, openTo, answer: ifKnown(answerTemplate) },
    { method: 'GET', path: addresses.setUpSample, openTo, answer: ifKnown(answerSample) },
  ];
};

function isSame(given: string, code: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(code)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const deskOf =
  (code: string) =>
  ({ portal: { records, mode } }: Visit): SetUpDesk => {
    const at = (address: string): string => withCode(address, code);
    return {
      places: {
        page: firstSetUpPlace(code),
        upload: at(addresses.setUpUpload),
        apply: at(addresses.setUpApply),
        template: at(addresses.setUpTemplate),
        sample: mode === 'trial' ? at(addresses.setUpSample) : undefined,
      },
      asksReason: false,
      own: () => [],
      apply: (_id, application) =>
        applySetUp(records, { ...application, operator: 'thiết lập lần đầu trên cổng thông tin' }),
      done: donePage,
    };
  };

const donePage = (): Page => ({
  title: 'Đã thiết lập',
  body: (
    <>
      <p role="status" class="done">
        Đã ghi các đơn vị, hộp thư và người. Phong trào đang khởi động, mất khoảng nửa phút; cửa sổ lệnh cho
        biết khi cổng thông tin đã mở.
      </p>
      <p>
        Sau đó <a href={addresses.signIn}>mở trang đăng nhập</a> và dùng địa chỉ thư của một người trong tệp.
      </p>
    </>
  ),
});

const closedPage = async ({ portal }: Visit): Promise<Page> =>
  (await readinessOf(portal.records)).hasUnits
    ? donePage()
    : {
        title: 'Chưa thiết lập',
        status: 403,
        body: (
          <p>
            Hệ thống chưa có đơn vị nào. Hãy mở đúng địa chỉ mà chương trình đã in ở cửa sổ lệnh lúc khởi động
            (có mã dùng một lần), hoặc nhờ người vận hành thiết lập.
          </p>
        ),
      };
