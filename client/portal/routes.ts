import { rehearsalRoutes } from './pages/choose.js';
import { readingRoutes } from './pages/reading.js';
import { signInRoutes } from './pages/signing-in.js';
import type { Route } from './visit.js';

/** Every address that the portal answers, with who may open it; what isn't here is closed. */
export const routes: readonly Route[] = [...rehearsalRoutes, ...signInRoutes, ...readingRoutes];
