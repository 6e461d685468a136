export { findNamed, nearestSentence } from '../officials/nearest.js';
