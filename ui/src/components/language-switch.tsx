import { useIntl } from 'react-intl';
import { useLocaleSwitch } from '../i18n/locale-provider.tsx';
import { isServed } from '../lib/is-served.ts';
import classes from './language-switch.module.css';

const LANGUAGES = [
  { locale: 'vi', short: 'VI', name: 'app.vietnamese' },
  { locale: 'en', short: 'EN', name: 'app.english' },
] as const;

export function LanguageSwitch() {
  const { locale, choose } = useLocaleSwitch();
  const { formatMessage } = useIntl();
  return (
    <div role="group" aria-label={formatMessage({ id: 'app.language' })} className={classes.switch}>
      {LANGUAGES.map((language) => (
        <button
          key={language.locale}
          type="button"
          disabled={isServed}
          lang={language.locale}
          aria-pressed={locale === language.locale}
          title={formatMessage({ id: language.name })}
          className={classes.language}
          onClick={() => choose(language.locale)}
        >
          {language.short}
        </button>
      ))}
    </div>
  );
}
