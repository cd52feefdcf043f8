/** The one style sheet of the pages: mobile first, light and dark. */
export const styles = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --panel: #fff; --ink: #17202b; --soft: #566373; --line: #d9dee5;
  --accent: #0b6270; --accent-ink: #fff; --tint: #e3f1f3; --good: #1a6b3c; --good-tint: #e2f3e8;
  --bad: #a3231c; --bad-tint: #fbe6e4; --gold: #80560a; --violet: #5b3fa0;
  --radius: 10px; --gap: 1rem; --target: 44px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10161c; --panel: #18212a; --ink: #e8edf2; --soft: #a3b0bd; --line: #313d49;
    --accent: #6cc7d4; --accent-ink: #06252b; --tint: #17323a; --good: #7fd6a0; --good-tint: #15321f;
    --bad: #ff9d94; --bad-tint: #40201d; --gold: #e8bd6a; --violet: #bca8f0;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100dvh; display: flex; flex-direction: column; background: var(--ground);
  color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
}
main { flex: 1; width: 100%; max-width: 70rem; margin: 0 auto; padding: 1.25rem var(--gap) 2.5rem; }
main:focus { outline: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1 { font-size: clamp(1.35rem, 4vw, 1.9rem); line-height: 1.5; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 0; }
p { margin: .25rem 0 .75rem; }
a { color: var(--accent); }
small { font-size: .85em; color: var(--soft); }
code { overflow-wrap: anywhere; }
.lead, .hint { color: var(--soft); }
.skip { position: absolute; left: -999px; }
.skip:focus { left: .5rem; top: .5rem; background: var(--panel); padding: .6rem 1rem; z-index: 2; }

.top {
  display: flex; flex-wrap: wrap; align-items: center; gap: .25rem var(--gap); padding: .4rem var(--gap);
  background: var(--panel); border-bottom: 1px solid var(--line);
}
.top form { margin: 0; }
.top-end { margin-left: auto; display: flex; align-items: center; gap: .5rem; }
.brand { display: inline-flex; align-items: center; gap: .5rem; min-height: var(--target); font-weight: 700;
  color: inherit; text-decoration: none; }
.mark { display: grid; place-items: center; width: 1.9rem; height: 1.9rem; border-radius: 8px;
  background: var(--accent); color: var(--accent-ink); }
.tabs { display: flex; flex-wrap: wrap; gap: .25rem; }
.tabs a { display: inline-flex; align-items: center; min-height: var(--target); padding: 0 .75rem;
  color: var(--soft); text-decoration: none; border-bottom: 3px solid transparent; }
.tabs a:hover { color: var(--ink); }
.tabs a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
.me { display: flex; align-items: center; gap: .6rem; min-height: var(--target); color: inherit;
  text-decoration: none; }
.me small { display: block; }
.me-name { line-height: 1.5; font-size: .95rem; }
.avatar { display: grid; place-items: center; width: 2.25rem; height: 2.25rem; border-radius: 50%;
  font-size: .8rem; font-weight: 700; color: var(--panel); background: var(--accent); }
.avatar.lecturer { background: var(--gold); }
.avatar.organiser { background: var(--violet); }
.avatar.administrator { background: var(--bad); }

button, .button, input, select { font: inherit; min-height: var(--target); border-radius: 8px; }
button, .button {
  display: inline-flex; align-items: center; justify-content: center; padding: .4rem 1.1rem; cursor: pointer;
  border: 1px solid var(--accent); background: var(--accent); color: var(--accent-ink); font-weight: 600;
  text-decoration: none;
}
button:hover, .button:hover { filter: brightness(1.08); }
.secondary { background: transparent; color: var(--accent); }
.quiet { background: transparent; border-color: transparent; color: var(--soft); font-weight: 500; }
.quiet:hover { color: var(--ink); text-decoration: underline; }
input, select { width: 100%; padding: .4rem .7rem; border: 1px solid var(--soft); background: var(--panel);
  color: inherit; }
label { display: block; font-weight: 600; }
label > input, label > select { font-weight: 400; margin-top: .25rem; }
.check { display: flex; align-items: center; gap: .6rem; min-height: var(--target); font-weight: 500; }
.check > input { width: 1.25rem; min-height: 1.25rem; margin: 0; }
.row { display: flex; flex-wrap: wrap; align-items: flex-end; gap: .75rem; max-width: 42rem; }
.row label { flex: 1 1 14rem; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin: .75rem 0; }
.grid { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
  align-items: end; }
.grid .actions { grid-column: 1 / -1; }

.panel { background: var(--panel); border: 1px solid var(--line); border-radius: var(--radius);
  padding: 1.1rem 1.25rem; margin: 1rem 0; }
.panel > h2:first-child { margin-top: 0; }
.panel > h3 { margin: 1.25rem 0 .25rem; }
.flash { padding: .7rem 1rem; border-radius: 8px; background: var(--good-tint); color: var(--good); font-weight: 600; }
.flash.bad { background: var(--bad-tint); color: var(--bad); }
.badge { display: inline-block; padding: .1rem .6rem; border-radius: 99px; font-size: .85rem; font-weight: 600; }
.badge.good { background: var(--good-tint); color: var(--good); }
.badge.bad { background: var(--bad-tint); color: var(--bad); }

.entrance { max-width: 58rem; margin: 1rem auto; }
.people { display: grid; gap: .9rem; padding: 0; margin: 1.25rem 0; list-style: none;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); }
.person { width: 100%; height: 100%; flex-direction: column; align-items: flex-start; justify-content: flex-start;
  gap: .3rem; padding: 1.1rem; text-align: left; background: var(--panel); color: var(--ink);
  border: 1px solid var(--line); border-radius: var(--radius); font-weight: 400; }
.person:hover { border-color: var(--accent); background: var(--tint); filter: none; }
.person strong { font-size: 1.1rem; }
.role { font-size: .85rem; font-weight: 700; color: var(--accent); }
.role.lecturer { color: var(--gold); }
.role.organiser { color: var(--violet); }
.role.administrator { color: var(--bad); }

.activities { display: grid; gap: .75rem; padding: 0; margin: .75rem 0; list-style: none; }
.activity { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1.5rem; padding: 1rem 1.25rem;
  background: var(--panel); border: 1px solid var(--line); border-radius: var(--radius); }
.panel .activity { background: var(--ground); }
.activity-text { flex: 1 1 16rem; min-width: 0; }
.activity-text h3 a { color: inherit; }
.activity-text p { margin: .2rem 0 0; }
.grade { color: var(--soft); font-size: .95rem; }
.activity-actions { display: flex; flex-wrap: wrap; gap: .5rem; }
.activity-actions form { margin: 0; }
dl { display: grid; gap: .15rem 1rem; grid-template-columns: minmax(8rem, max-content) 1fr; margin: .5rem 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
summary { min-height: 2rem; cursor: pointer; color: var(--soft); }

.heading { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; }
.live { color: var(--good); font-size: .9rem; font-weight: 600; }
.live::before { content: ''; display: inline-block; width: .55rem; height: .55rem; margin-right: .4rem;
  border-radius: 50%; background: currentColor; }
.scroll { overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: var(--radius); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .55rem .9rem; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { font-size: .9rem; color: var(--soft); white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; }
tbody th { font-weight: 600; white-space: nowrap; }
td small { display: block; }
.grades td[data-score] { font-weight: 600; }
.grades td.none { color: var(--soft); font-weight: 400; }
.grades tr > :first-child { position: sticky; left: 0; background: var(--panel); }
.grades thead th { white-space: normal; min-width: 7rem; vertical-align: bottom; }

body.wide { height: 100dvh; }
.wide main { max-width: none; min-height: 0; display: flex; flex-direction: column; padding: 0; }
.wide .panel { margin: 1rem; }
.activity-bar { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; padding: .35rem var(--gap); }
.activity-bar h1 { flex: 1 1 12rem; margin: 0; font-size: 1.05rem; }
.activity-bar > a:not(.button) { display: inline-flex; align-items: center; min-height: var(--target); }
/* The frame alone scrolls, unless a screen is too low for both. */
.tool { flex: 1; width: 100%; min-height: 20rem; border: 0; border-top: 1px solid var(--line); background: #fff; }
dialog { width: min(68rem, 96vw); height: min(48rem, 92dvh); padding: 0; border: 0; border-radius: var(--radius);
  background: var(--panel); color: inherit; box-shadow: 0 20px 60px #0006; }
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: #0b1420a6; }
.dialog-head { display: flex; align-items: center; justify-content: space-between; padding: .35rem 1.25rem;
  border-bottom: 1px solid var(--line); }
.dialog-head h2 { margin: 0; }
dialog iframe { flex: 1; width: 100%; border: 0; background: #fff; }
footer { padding: 1rem; text-align: center; color: var(--soft); font-size: .9rem; }
@media (max-width: 40rem) {
  .me-name { display: none; }
  .brand { font-size: .95rem; }
  .tabs { order: 3; width: 100%; overflow-x: auto; flex-wrap: nowrap; }
  .tabs a { white-space: nowrap; }
  .wide .tabs { display: none; }
  .activity-actions, .activity-actions .button { flex: 1 1 auto; }
  th, td { padding: .5rem .65rem; }
  tbody th { min-width: 7.5rem; white-space: normal; }
  .roster, .roster tbody { display: block; }
  .roster thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .roster tr { display: grid; grid-template-columns: 1fr auto; gap: .1rem .75rem; padding: .6rem .9rem;
    border-bottom: 1px solid var(--line); }
  .roster tr:last-child { border-bottom: 0; }
  .roster tbody > tr > * { padding: 0; border: 0; overflow-wrap: anywhere; }
  .roster td[data-label] { grid-column: 1 / -1; color: var(--soft); font-size: .9rem; }
  .roster td[data-label]:empty { display: none; }
  .roster td[data-label]::before { content: attr(data-label) ': '; content: attr(data-label) ': ' / ''; }
}
@media (prefers-reduced-motion: no-preference) {
  .live::before { animation: pulse 1.5s ease-in-out infinite; }
  @keyframes pulse { 50% { opacity: .3; } }
}
`;
