import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import './components/tokens.css';
import './components/base.css';
import { reloadOnMissingFiles } from './lib/missing-files.ts';
import { registerServiceWorker } from './lib/service-worker.ts';

reloadOnMissingFiles(() => location.reload());
// While developing, files have no hashes to be cached by.
if (import.meta.env.PROD) registerServiceWorker();

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root');
createRoot(root).render(<App />);
