import { options } from 'preact';

/**
 * A text that is all that an element holds is set as the element's own text, as React does. Otherwise the text's
 * node is kept and changed, and where a browser's translator has put another in its place, nobody would see that.
 */
const before = options.vnode?.bind(options);
options.vnode = (vnode) => {
  before?.(vnode);
  const { type, props } = vnode;
  if (typeof type !== 'string' || type === 'textarea') return;
  const { children, ...rest } = props;
  if (typeof children !== 'string' && typeof children !== 'number') return;
  Object.assign(vnode, { props: { ...rest, textContent: String(children) } });
};
