import { Component, type ReactNode } from 'react';
import { ErrorView } from './error-view.tsx';

interface State {
  error?: unknown;
}

/** Keeps a fault in one page from taking the others along. */
export class RouteBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render() {
    if (!('error' in this.state)) return this.props.children;
    return <ErrorView error={this.state.error} onRetry={() => location.reload()} />;
  }
}
