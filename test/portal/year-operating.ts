import { expect } from 'vitest';
import type { OfficialAtPortal } from './official.js';

/** Presses a button of the form that has it, a reason given, and is told that it was recorded. */
async function hold({ page }: OfficialAtPortal, button: string, reason: string, told: RegExp): Promise<void> {
  await page.goto('/thu');
  const form = page.locator('form', { has: page.getByRole('button', { name: button, exact: true }) });
  await form.getByLabel('Lý do (bắt buộc)').fill(reason);
  await form.getByRole('button', { name: button, exact: true }).click();
  await page.locator('p.done', { hasText: told }).waitFor();
}

/** Home Affairs holds letters and reminders and lets them go, each with its reason, and looks at how the system does. */
export async function operate(homeAffairs: OfficialAtPortal): Promise<void> {
  await hold(homeAffairs, 'Tạm dừng gửi thư', 'Bảo trì máy chủ thư.', /tạm dừng/i);
  expect(await homeAffairs.text()).toMatch(/Đang tạm dừng gửi thư từ .*lý do: Bảo trì máy chủ thư\./);
  await hold(homeAffairs, 'Gửi thư trở lại', 'Đã bảo trì xong.', /trở lại/i);
  expect(await homeAffairs.text()).toContain('Thư đang được gửi bình thường.');
  await hold(homeAffairs, 'Tạm dừng nhắc việc', 'Ngập lụt.', /tạm dừng/i);
  expect(await homeAffairs.text()).toMatch(/Đang tạm dừng nhắc việc .*lý do: Ngập lụt\./);
  await hold(homeAffairs, 'Nhắc việc trở lại', 'Nước đã rút.', /trở lại/i);

  await homeAffairs.open('/van-hanh');
  expect(await homeAffairs.text()).toContain('movement/');
  await homeAffairs.page
    .getByRole('link', { name: /^Diễn biến campaign/ })
    .first()
    .click();
  expect(await homeAffairs.text()).toContain('mở nhận hồ sơ');
  await homeAffairs.open('/van-hanh/kiem-tra');
  expect(await homeAffairs.text()).toMatch(/PostgreSQL|Cơ sở dữ liệu/);
}
