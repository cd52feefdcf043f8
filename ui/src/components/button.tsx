import type { ComponentProps, SyntheticEvent } from 'react';
import { Link } from 'wouter';
import { isServed } from '../lib/is-served.ts';
import classes from './button.module.css';

type Look = 'main' | 'plain' | 'quiet';

const classOf = (look: Look, className: string | undefined) =>
  [classes.button, classes[look], className].filter(Boolean).join(' ');

const ignore = (event: SyntheticEvent) => event.preventDefault();

/** One that is `aria-disabled` keeps the focus and does nothing: a second press is no second deed. */
export function Button({
  look = 'plain',
  className,
  disabled = false,
  ...rest
}: ComponentProps<'button'> & { look?: Look }) {
  const isIdle = rest['aria-disabled'] === true;
  return (
    <button
      type="button"
      className={classOf(look, className)}
      disabled={isServed || disabled}
      {...rest}
      {...(isIdle && { onClick: ignore })}
    />
  );
}

/** A link that weighs as much as a button. */
export function ButtonLink({
  look = 'plain',
  className,
  to,
  children,
  ...rest
}: Omit<ComponentProps<'a'>, 'href' | 'ref'> & { look?: Look; to: string; replace?: boolean }) {
  return (
    <Link className={classOf(look, className)} to={to} {...rest}>
      {children}
    </Link>
  );
}

/** The same for an address outside of these pages. */
export function ButtonAnchor({
  look = 'plain',
  className,
  children,
  ...rest
}: ComponentProps<'a'> & { look?: Look }) {
  return (
    <a className={classOf(look, className)} {...rest}>
      {children}
    </a>
  );
}
