export * from '../../officials/standing.js';
