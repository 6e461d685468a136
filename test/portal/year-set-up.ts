import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings, visit } from '../environment/browser.js';
import type { OfficialAtPortal } from './official.js';
import { retyped } from './sent-files.js';

/** Whoever started the trial opens the address that it printed, fills the template (here: takes the filled one) and applies it. */
export async function setUpFirst(browser: Browser, folder: string, told: string): Promise<void> {
  const context = await visit(browser, new URL(told.trim()).origin, { width: 1280, scheme: 'light' });
  const page = await context.newPage();
  await page.goto(told.trim());
  expect(await axeFindings(page)).toStrictEqual([]);
  const [sample] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /người giả định/ }).click(),
  ]);
  const file = join(folder, 'thiet-lap.xlsx');
  await sample.saveAs(file);
  await page.getByLabel('Tệp thiết lập (.xlsx)').setInputFiles(file);
  await page.getByRole('button', { name: 'Xem những gì sẽ thay đổi' }).click();
  await page.getByText('Thêm 13 đơn vị').waitFor();
  expect(await axeFindings(page)).toStrictEqual([]);
  await page.getByRole('button', { name: 'Áp dụng' }).click();
  await page.getByText('Đã ghi các đơn vị').waitFor();
  await context.close();
}

/** A commune's mailbox is another: the file that stands, with one cell changed. */
export async function changePeople(homeAffairs: OfficialAtPortal, folder: string): Promise<void> {
  const { page } = homeAffairs;
  await homeAffairs.open('/viec');
  await homeAffairs.page.getByRole('link', { name: 'Đơn vị và người' }).click();
  expect(await homeAffairs.text()).toContain('13 đơn vị đang hoạt động');
  const [kept] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải tệp đang dùng (.xlsx)' }).click(),
  ]);
  const file = join(folder, 'hien-co.xlsx');
  const bytes = await readFile(await kept.path());
  await writeFile(file, retyped(bytes, { 'xa-mau-bon@cantho.example': 'xa-mau-4@cantho.example' }));
  await page.getByLabel('Tệp thiết lập (.xlsx)').setInputFiles(file);
  await homeAffairs.press('Xem những gì sẽ thay đổi');
  expect(await homeAffairs.text()).toContain('xa-mau-bon@cantho.example → xa-mau-4@cantho.example');
  await homeAffairs.fill('Lý do, được ghi sổ', 'Xã đổi hộp thư.');
  await homeAffairs.press('Áp dụng');
  await homeAffairs.isDone(/thiết lập/);
}
