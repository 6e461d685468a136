import type { NotReady } from '../../engine/live.js';
import { formatMoment } from '../../language/amounts.js';
import { say } from '../../language/language.js';

/** Why no movement runs yet, and what to do. */
export function notReadySentence(problem: NotReady): string {
  switch (problem.code) {
    case 'plan.unusable':
      return problem.sentence;
    case 'setup.none':
      return problem.mode === 'trial'
        ? say(
            'Chưa có đơn vị nào để chạy thử. Hãy chạy «npx thidua setup --sample THƯ-MỤC» để có các bảng với người giả định, «npx thidua setup THƯ-MỤC» để ghi chúng vào đây, rồi chạy lại lệnh này; hoặc thêm --setup vào lệnh này để làm việc đó trong trình duyệt.',
            'There are no units for a trial yet. Run «npx thidua setup --sample FOLDER» to get sheets with invented people, «npx thidua setup FOLDER» to take them in, then this command again; or add --setup to this command to do it in a browser.',
          )
        : say(
            'Chưa thiết lập đơn vị nào. Hãy chạy «npx thidua setup --template THƯ-MỤC» để lấy các bảng mẫu, điền đơn vị, hộp thư và người giữ chức vụ, rồi «npx thidua setup THƯ-MỤC»; sau đó chạy lại lệnh này. Hoặc thêm --setup vào lệnh này để làm việc đó trong trình duyệt.',
            'No units are set up yet. Run «npx thidua setup --template FOLDER» to get the sheets, fill in units, mailboxes and office holders, then «npx thidua setup FOLDER»; then this command again. Or add --setup to this command to do it in a browser.',
          );
    case 'setup.sample':
      return say(
        'Cơ sở dữ liệu này chỉ có dữ liệu mẫu với người giả định, không chạy phong trào thật trên đó được. Chạy thử: «npx thidua live --trial --at NGÀYTGIỜ»; chạy thật: đặt THIDUA_DATA là thư mục khác và thiết lập ở đó.',
        'These records hold only sample data with invented people; a real movement cannot run on them. For a trial: «npx thidua live --trial --at DATETTIME»; in earnest: set THIDUA_DATA to another folder and set it up there.',
      );
    case 'trial.no-instant':
      return say(
        'Chạy thử lần đầu cần --at: giờ mà đồng hồ bắt đầu chạy từ đó (giờ Việt Nam), ví dụ --at 2022-02-09T23:58.',
        'The first run of a trial needs --at: the moment from which its clock runs (time of Vietnam), like --at 2022-02-09T23:58.',
      );
    case 'trial.runs':
      return say(
        `Lần chạy thử này đã bắt đầu, giờ của nó nay là ${formatMoment(problem.at)} và không dời thêm được. Hãy bỏ --at để chạy tiếp, hoặc đặt THIDUA_DATA là thư mục khác để thử từ giờ khác.`,
        `This trial has begun; its time is ${formatMoment(problem.at)} now and is not moved again. Leave out --at to go on, or set THIDUA_DATA to another folder to try from another moment.`,
      );
  }
}
