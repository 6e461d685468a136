export * from '../officials/dossier-missing.js';
