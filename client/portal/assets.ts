import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { script } from './script.js';
import { ownStyle } from './style.js';

const base = readFileSync(fileURLToPath(import.meta.resolve('simpledotcss/simple.min.css')), 'utf8');

interface Asset {
  text: string;
  type: string;
}

const style: Asset = { text: `${base}\n${ownStyle}`, type: 'text/css; charset=utf-8' };
const code: Asset = { text: script, type: 'text/javascript; charset=utf-8' };

/** An address that changes with the content, so that it is kept for ever. */
const addressOf = ({ text }: Asset, ending: string): string =>
  `/tep/${createHash('sha256').update(text).digest('hex').slice(0, 16)}.${ending}`;

export const styleAddress = addressOf(style, 'css');
export const scriptAddress = addressOf(code, 'js');

/** The stylesheet and the script, by their addresses. */
export const assets: ReadonlyMap<string, Asset> = new Map([
  [styleAddress, style],
  [scriptAddress, code],
]);
