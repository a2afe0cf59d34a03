import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** What is shown instead of children that failed. */
  instead(retry: () => void): ReactNode;
  children: ReactNode;
}

/** Keeps a fault in one part of the page from taking the rest with it. */
export class Boundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.instead(() => this.setState({ failed: false })) : this.props.children;
  }
}
