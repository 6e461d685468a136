import { describe, expect, test } from 'vitest';
import { extendTo, readChoice, withFiler } from '../../workflows/api/choices.js';
import { MessageDay } from '../../workflows/api/message-day.js';
import { AnswerQuestion, Instrument } from '../../workflows/api/messages.js';
import { homeAffairs } from './people.js';

describe('a day in a message', () => {
  test.each([
    ['2000-01-01', true],
    ['2024-02-29', true],
    ['2099-12-31', true],
    ['0000-01-01', false],
    ['1999-12-31', false],
    ['2100-01-01', false],
    ['9999-12-31', false],
    ['2024-02-30', false],
    ['2024-2-9', false],
    ['٢٠٢٤-٠٢-٠٩', false],
  ])('%s', (day, isOne) => {
    expect(MessageDay.safeParse(day).success).toBe(isOne);
    expect(Instrument.safeParse({ number: '1/QĐ', date: day }).success).toBe(isOne);
  });
});

describe('a choice is read by its form', () => {
  test.each([
    ['keep', { what: 'option', option: 'keep' }],
    [extendTo('2024-02-26'), { what: 'extend', lastDay: '2024-02-26' }],
    [withFiler('xa-cu', 'xa-moi'), { what: 'participant', unit: 'xa-cu', filer: 'xa-moi' }],
    ['extend:', null],
    ['extend:2024-02-30', null],
    ['extend:0000-01-01', null],
    ['extend:2024-02-26>xa-mot', null],
    ['xa-cu>', null],
    ['>xa-moi', null],
    ['xa-cu>xa-moi>xa-ba', null],
    ['Xã cũ>xa-moi', null],
  ])('%s', (choice, read) => {
    expect(readChoice(choice)).toStrictEqual(read);
    const answer = { actor: homeAffairs, question: 'q', choices: [choice], reason: 'Theo quy định.' };
    expect(AnswerQuestion.safeParse(answer).success).toBe(read !== null);
  });
});
