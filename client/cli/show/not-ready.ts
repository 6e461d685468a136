import type { NotReady } from '../../engine/live.js';
import { formatMoment } from '../../../workflows/rules/days.js';

/** Why no movement runs yet, and what to do. */
export function notReadySentence(problem: NotReady): string {
  switch (problem.code) {
    case 'plan.unusable':
      return problem.sentence;
    case 'setup.none':
      return problem.mode === 'trial'
        ? 'Chưa có đơn vị nào để chạy thử. Hãy chạy «npx thidua setup --sample THƯ-MỤC» để có các bảng với người giả định, «npx thidua setup THƯ-MỤC» để ghi chúng vào đây, rồi chạy lại lệnh này.'
        : 'Chưa thiết lập đơn vị nào. Hãy chạy «npx thidua setup --template THƯ-MỤC» để lấy các bảng mẫu, điền đơn vị, hộp thư và người giữ chức vụ, rồi «npx thidua setup THƯ-MỤC»; sau đó chạy lại lệnh này.';
    case 'setup.sample':
      return 'Cơ sở dữ liệu này chỉ có dữ liệu mẫu với người giả định, không chạy phong trào thật trên đó được. Chạy thử: «npx thidua live --trial --at NGÀYTGIỜ»; chạy thật: đặt THIDUA_DATA là thư mục khác và thiết lập ở đó.';
    case 'trial.no-instant':
      return 'Chạy thử lần đầu cần --at: giờ mà đồng hồ bắt đầu chạy từ đó (giờ Việt Nam), ví dụ --at 2022-02-09T23:58.';
    case 'trial.runs':
      return `Lần chạy thử này đã bắt đầu, giờ của nó nay là ${formatMoment(problem.at)} và không dời thêm được. Hãy bỏ --at để chạy tiếp, hoặc đặt THIDUA_DATA là thư mục khác để thử từ giờ khác.`;
  }
}
