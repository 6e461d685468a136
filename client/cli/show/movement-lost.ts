export * from '../../officials/movement-lost.js';
