export { questionLabel } from '../../officials/labels.js';
export * from '../../officials/words.js';
