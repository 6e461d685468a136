export * from '../../officials/status-facts.js';
